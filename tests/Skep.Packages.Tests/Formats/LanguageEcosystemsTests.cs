using Skep.Core;

namespace Skep.Packages.Tests.Formats;

/// <summary>How language ecosystems name a package elsewhere.</summary>
public sealed class LanguageEcosystemsTests
{
    [Theory]
    [InlineData("npm", "@babel/core", "@babel/core")]
    [InlineData("npm", "JSONStream", "JSONStream")]
    [InlineData("pypi", "Foo_Bar.-baz", "foo-bar-baz")]
    [InlineData("nuget", "Newtonsoft.Json", "newtonsoft.json")]
    [InlineData("composer", "Monolog/Monolog", "monolog/monolog")]
    [InlineData("cargo", "Serde_json", "serde-json")]
    [InlineData("swift", "https://github.com/Apple/swift-nio.git", "github.com/apple/swift-nio")]
    [InlineData("golang", "github.com/Masterminds/semver", "github.com/Masterminds/semver")]
    [InlineData("maven", "log4j:log4j", "log4j:log4j")]
    public void Names_fold_as_the_ecosystem_folds_them(string ecosystem, string name, string expected) =>
        Assert.Equal(expected, Find(ecosystem).NormaliseName(name));

    [Theory]
    [InlineData("npm", "@babel/core", "7.0.0", "pkg:npm/%40babel/core@7.0.0")]
    [InlineData("pypi", "Foo_Bar", "1.0", "pkg:pypi/foo-bar@1.0")]
    [InlineData("maven", "org.yaml:snakeyaml", "1.18", "pkg:maven/org.yaml/snakeyaml@1.18")]
    [InlineData("golang", "golang.org/x/net", "v0.1.0", "pkg:golang/golang.org/x/net@v0.1.0")]
    [InlineData("composer", "Monolog/Monolog", "2.1.0", "pkg:composer/monolog/monolog@2.1.0")]
    [InlineData("swift", "github.com/apple/swift-nio", "2.1.0", "pkg:swift/github.com/apple/swift-nio@2.1.0")]
    [InlineData("gem", "rails", "6.0.0", "pkg:gem/rails@6.0.0")]
    public void Purls_split_names_where_the_type_says(string ecosystem, string name, string version, string expected) =>
        Assert.Equal(expected, Find(ecosystem).Purl(new Package(new(ecosystem), name, version), null).ToString());

    [Fact]
    public void Jar_without_coordinates_is_addressed_by_the_likeliest_guess() =>
        Assert.Equal(
            "pkg:maven/javax.activation/activation@1.1.1",
            Find("maven").Purl(
                new Package(new("maven"), "Activation", "1.1.1") { OtherNames = ["javax.activation:activation"] },
                null).ToString());

    [Theory]
    [InlineData("npm", "@babel/core", "npm install @babel/core@9.9.9")]
    [InlineData("pypi", "flask", "pip install --upgrade flask==9.9.9")]
    [InlineData("maven", "log4j:log4j", "set the dependency log4j:log4j:9.9.9")]
    [InlineData("nuget", "YamlDotNet", "dotnet add package --version 9.9.9 YamlDotNet")]
    [InlineData("gem", "rails", "gem install rails:9.9.9")]
    [InlineData("composer", "a/b", "composer require a/b:9.9.9")]
    [InlineData("cargo", "time", "cargo update --precise 9.9.9 time@1.0.0")]
    [InlineData("golang", "golang.org/x/net", "go get golang.org/x/net@v9.9.9")]
    [InlineData("golang", "stdlib", "go get go@9.9.9")]
    [InlineData("npm", "a; rm -rf /", null)]
    public void Upgrade_command_can_be_pasted_or_there_is_none(string ecosystem, string name, string? expected) =>
        Assert.Equal(
            expected,
            Find(ecosystem).UpgradeCommand(new Package(new(ecosystem), name, "1.0.0"), "9.9.9", null));

    [Fact]
    public void Identities_of_ecosystems_and_inspectors_are_unique()
    {
        Assert.Equal(Ecosystems.All.Count, Ecosystems.All.DistinctBy(e => e.Id).Count());
        Assert.Equal(Inspectors.All.Count, Inspectors.All.DistinctBy(i => i.Id).Count());
    }

    private static IEcosystem Find(string id) => Assert.Single(Ecosystems.All, ecosystem => ecosystem.Id.Value == id);
}
