using Skep.Advisories.Feeds;
using Skep.Advisories.Feeds.Alpine;

namespace Skep.Advisories.Tests.Feeds.Alpine;

public sealed class SecdbFeedTests : FeedContract
{
    private protected override IAdvisoryFeed Feed => new SecdbFeed();

    private protected override string SamplePath => "alpine-secdb/v3.18/main.json";

    private protected override string Sample =>
        """
            {
              "apkurl": "{{urlprefix}}/{{distroversion}}/{{reponame}}/{{arch}}/{{pkg.name}}-{{pkg.ver}}.apk",
              "archs": ["x86_64"], "reponame": "main", "urlprefix": "https://dl-cdn.alpinelinux.org/alpine",
                "distroversion": "v3.18",
              "packages": [
                {"pkg": {"name": "openssl", "secfixes": {"3.1.1-r0": ["CVE-2023-2650"], "0": ["CVE-2023-0001"]}}},
                {"pkg": {"name": "xen", "secfixes": {"4.17.2-r0": ["CVE_2023-34319 XSA-432", "XSA-999",
                  "CVE-2023-1 # (BGP)"]}}}
              ]
            }
            """;

    [Fact]
    public async Task Fix_bounds_every_older_version_of_the_origin_package()
    {
        RecordingAdvisorySink read = await Read(Sample);

        Assert.Equal("alpine:3.18 openssl < 3.1.1-r0", Describe(read, "CVE-2023-2650"));
        Assert.Equal("alpine:3.18 openssl < 0", Describe(read, "CVE-2023-0001"));
        Assert.False(read.Affected.First().IsBinary);
    }

    [Fact]
    public async Task Cells_with_several_tokens_give_the_cve_or_else_what_stands_there()
    {
        RecordingAdvisorySink read = await Read(Sample);

        Assert.Equal(
            ["CVE-2023-1", "CVE-2023-34319", "XSA-999"],
            read.Advisories.Where(a => a.Affected[0].Name == "xen").Select(a => a.Id).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("https://packages.wolfi.dev/os", "os", "wolfi", "wolfi/secdb")]
    [InlineData("https://packages.cgr.dev/chainguard", "chainguard", "chainguard", "chainguard/secdb")]
    public async Task Wolfi_and_chainguard_have_no_release(
        string prefix,
        string repository,
        string scope,
        string feed)
    {
        RecordingAdvisorySink read = await Read(
            $$$"""
            {"apkurl": "x", "reponame": "{{{repository}}}", "urlprefix": "{{{prefix}}}",
             "packages": [{"pkg": {"name": "git", "secfixes": {"2.39.1-r0": ["CVE-2022-41903"]} } }]}
            """);

        Assert.Equal(scope, Assert.Single(read.Affected).Scope);
        Assert.Equal(feed, read.Parts[0].Feed);
    }

    [Fact]
    public async Task File_that_names_no_distribution_is_a_problem() =>
        Assert.NotEmpty((await Read("""{"packages": [{"pkg": {"name": "git", "secfixes": {}}}]}""")).Problems);

    private static string Describe(RecordingAdvisorySink read, string id)
    {
        var affected = Assert.Single(Assert.Single(read.Advisories, a => a.Id == id).Affected);
        return $"{affected.Scope} {affected.Name} {affected.Ranges[0]}";
    }
}
