using Skep.Policy.Matching;

namespace Skep.Policy.Tests.Matching;

public sealed class PurlPatternTests
{
    [Theory]
    [InlineData("pkg:npm/lodash", "pkg:npm/lodash@4.17.15", true)]
    [InlineData("pkg:npm/lodash@4.17.15", "pkg:npm/lodash@4.17.15", true)]
    [InlineData("pkg:npm/lodash@4.17.16", "pkg:npm/lodash@4.17.15", false)]
    [InlineData("pkg:npm/%40babel/core", "pkg:npm/%40babel/core@7.0.0", true)]
    [InlineData("pkg:npm/@babel/core", "pkg:npm/%40babel/core@7.0.0", true)]
    [InlineData("pkg:NPM/lodash", "pkg:npm/lodash@1", true)]
    [InlineData("pkg:npm/core", "pkg:npm/%40babel/core@7.0.0", false)]
    [InlineData("pkg:deb/debian/bash?arch=amd64", "pkg:deb/debian/bash@5?arch=amd64&distro=debian-12", true)]
    [InlineData("pkg:deb/debian/bash?arch=arm64", "pkg:deb/debian/bash@5?arch=amd64", false)]
    [InlineData("pkg:deb/debian/g++@1%2B1", "pkg:deb/debian/g%2B%2B@1+1", true)]
    public void Pattern_matches_what_it_does_not_contradict(string pattern, string purl, bool matches) =>
        Assert.Equal(matches, PurlPattern.TryParse(pattern)!.Matches(purl));

    [Theory]
    [InlineData("")]
    [InlineData("lodash")]
    [InlineData("pkg:npm")]
    public void What_is_no_address_is_refused(string text) => Assert.Null(PurlPattern.TryParse(text));
}
