using CsCheck;

namespace Skep.Core.Tests;

public sealed class PackageUrlTests
{
    private static readonly Gen<string> AnyText = Gen.String[Gen.Char["aZ0.-_+:@/%?#=& é~"], 1, 12];

    private static readonly string[] Types =
        ["npm", "maven", "golang", "deb", "github", "generic", "nuget"];

    private static readonly Gen<PackageUrl> AnyUrl = Gen.Select(
        Gen.Int[0, Types.Length - 1].Select(i => Types[i]),
        Optional(Gen.String[Gen.Char["abX.-é@ "], 1, 6]),
        AnyText,
        Optional(AnyText),
        AnyText,
        (type, space, name, version, value) =>
            new PackageUrl(type, space, name, version) { Qualifiers = [new("arch", value)] });

    [Theory]
    [InlineData("pkg:npm/%40angular/core@16.0.0", "npm", "@angular", "core", "16.0.0")]
    [InlineData("pkg:npm/@angular/core@16.0.0", "npm", "@angular", "core", "16.0.0")]
    [InlineData("pkg:npm/@angular/core", "npm", "@angular", "core", null)]
    [InlineData("pkg:npm/JSONStream@1.3.5", "npm", null, "JSONStream", "1.3.5")]
    [InlineData("PKG://PyPI/Typing_Extensions@4.0", "pypi", null, "typing-extensions", "4.0")]
    [InlineData("pkg:GitHub/Package-URL/Purl-Spec@244fd47e", "github", "package-url", "purl-spec", "244fd47e")]
    [InlineData("pkg:maven/org.apache.commons/io@1.3.4", "maven", "org.apache.commons", "io", "1.3.4")]
    [InlineData(
        "pkg:golang/github.com/Masterminds/semver@v3.2.0", "golang", "github.com/Masterminds", "semver", "v3.2.0")]
    [InlineData(
        "pkg:golang/google.golang.org/genproto@abc#googleapis/api", "golang", "google.golang.org", "genproto", "abc")]
    [InlineData(
        "pkg:deb/debian/openssl@1%3A3.0.11-1~deb12u2?arch=amd64", "deb", "debian", "openssl", "1:3.0.11-1~deb12u2")]
    [InlineData("pkg:rpm/RedHat/NetworkManager@1.2", "rpm", "redhat", "NetworkManager", "1.2")]
    [InlineData("pkg:generic/a%2Fb", "generic", null, "a/b", null)]
    [InlineData("pkg:nuget//Newtonsoft.Json@12.0.1/", "nuget", null, "Newtonsoft.Json", "12.0.1")]
    [InlineData("pkg:docker/cassandra@sha256:244fd47e07d1", "docker", null, "cassandra", "sha256:244fd47e07d1")]
    public void Parts_are_read_and_normalised(string text, string type, string? space, string name, string? version)
    {
        Assert.True(PackageUrl.TryParse(text, out PackageUrl? url));
        Assert.Equal((type, space, name, version), (url.Type, url.Namespace, url.Name, url.Version));
    }

    [Theory]
    [InlineData("")]
    [InlineData("npm/foo@1")]
    [InlineData("pkg:")]
    [InlineData("pkg:npm")]
    [InlineData("pkg:npm/")]
    [InlineData("pkg:npm/@1.0")]
    [InlineData("pkg:3npm/a")]
    [InlineData("pkg:n%70m/a")]
    [InlineData("pkg:npm/a?1a=b")]
    [InlineData("pkg:npm/a?in%20production=true")]
    [InlineData("pkg:npm/a?arch=x&ARCH=y")]
    public void What_is_no_package_url_is_refused(string text) => Assert.False(PackageUrl.TryParse(text, out _));

    [Fact]
    public void Qualifiers_are_decoded_and_subpath_keeps_below_the_package()
    {
        Assert.True(PackageUrl.TryParse(
            "pkg:rpm/fedora/curl@7.50.3-1.fc25?Arch=i386&distro=fedora%2025&empty=#/../a//./b/", out PackageUrl? url));

        Assert.Equal([new("arch", "i386"), new("distro", "fedora 25")], url.Qualifiers);
        Assert.Equal("a/b", url.Subpath);
        Assert.Equal("pkg:rpm/fedora/curl@7.50.3-1.fc25?arch=i386&distro=fedora%2025#a/b", url.ToString());
    }

    [Fact]
    public void Endless_text_is_refused()
    {
        Assert.False(PackageUrl.TryParse("pkg:npm/" + new string('a', 100_000), out _));
        Assert.False(PackageUrl.TryParse(
            "pkg:npm/a?" + string.Join('&', Enumerable.Range(0, 500).Select(i => $"k{i}=v")), out _));
    }

    [Fact]
    public void What_is_written_reads_back_as_it_was() =>
        AnyUrl.Sample(url =>
        {
            Assert.True(PackageUrl.TryParse(url.ToString(), out PackageUrl? read), url.ToString());
            Assert.Equal(url.Name, read.Name, ignoreCase: true, ignoreWhiteSpaceDifferences: false);
            Assert.Equal(url.Namespace, read.Namespace, ignoreCase: true);
            Assert.Equal(url.Version, read.Version);
            Assert.Equal(url.Qualifiers, read.Qualifiers);
        });

    [Fact]
    public void Reading_again_what_was_read_changes_nothing() =>
        Gen.String[Gen.Char["abPKG:/@%2F41?#&=.-_ é"], 0, 40].Select(s => "pkg:npm/" + s).Sample(text =>
        {
            if (PackageUrl.TryParse(text, out PackageUrl? url))
            {
                Assert.True(PackageUrl.TryParse(url.ToString(), out PackageUrl? again), url.ToString());
                Assert.Equal(url.ToString(), again.ToString());
            }
        });

    private static Gen<string?> Optional(Gen<string> text) =>
        Gen.Select(Gen.Bool, text, (present, value) => present ? value : null);
}
