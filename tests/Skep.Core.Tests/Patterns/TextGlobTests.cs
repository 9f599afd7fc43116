namespace Skep.Core.Tests;

public sealed class TextGlobTests
{
    [Theory]
    [InlineData("CVE-*", "cve-2024-1", true)]
    [InlineData("a*b*c", "a-b-b-c", true)]
    [InlineData("a*b*c", "a-b-b", false)]
    [InlineData("a?c", "a/c", true)]
    [InlineData("a?", "a", false)]
    [InlineData("*", "", true)]
    [InlineData("", "a", false)]
    public void Pattern_matches_the_whole_text(string pattern, string text, bool matches) =>
        Assert.Equal(matches, TextGlob.Matches(pattern, text));

    [Fact]
    public void Case_may_count() => Assert.False(TextGlob.Matches("CVE-*", "cve-2024-1", ignoreCase: false));

    [Fact]
    public void Pattern_made_of_stars_ends() =>
        Assert.False(TextGlob.Matches(string.Concat(Enumerable.Repeat("*a", 200)) + "b", new string('a', 4000)));
}
