using Skep.Policy.Matching;

namespace Skep.Policy.Tests.Matching;

public sealed class PathGlobTests
{
    [Theory]
    [InlineData("usr/lib/node/package.json", "usr/lib/node/package.json", true)]
    [InlineData("/usr/lib/*/package.json", "usr/lib/node/package.json", true)]
    [InlineData("**/package.json", "usr/lib/node/package.json", true)]
    [InlineData("**/package.json", "package.json", true)]
    [InlineData("usr/**", "usr/lib/node/package.json", true)]
    [InlineData("usr/**/package.json", "usr/package.json", true)]
    [InlineData("usr/*", "usr/lib/node/package.json", false)]
    [InlineData("usr/li?/**", "usr/lib/x", true)]
    [InlineData("opt/**", "usr/lib/x", false)]
    [InlineData("*.jar", "app.jar", true)]
    [InlineData("a*b*c", "a-b-b-c", true)]
    [InlineData("a*b*c", "a-b-b", false)]
    public void Pattern_matches_paths(string pattern, string path, bool matches) =>
        Assert.Equal(matches, PathGlob.Matches(pattern, path));

    [Fact]
    public void Pattern_made_of_stars_ends() =>
        Assert.False(PathGlob.Matches(string.Concat(Enumerable.Repeat("*a", 200)) + "b", new string('a', 4000)));
}
