using Skep.Advisories.Feeds.Requirements;
using Skep.Advisories.Model;

namespace Skep.Advisories.Tests.Feeds.Requirements;

public sealed class RequirementReaderTests
{
    [Theory]
    [InlineData("*", "every version")]
    [InlineData("<=1.2.3", "<= 1.2.3")]
    [InlineData("= 1.2.3-rc.1", ">= 1.2.3-rc.1, <= 1.2.3-rc.1")]
    [InlineData(">= 1.0.0 <v2.0.0", ">= 1.0.0, < 2.0.0")]
    [InlineData("1.1.x", ">= 1.1.0, < 1.2.0")]
    [InlineData("~1.2.3", ">= 1.2.3, < 1.3.0")]
    [InlineData("^0.2.3", ">= 0.2.3, < 0.3.0")]
    [InlineData("^0.0.3", ">= 0.0.3, < 0.0.4")]
    [InlineData("^1.2.3", ">= 1.2.3, < 2.0.0")]
    [InlineData("<1.0.0 || >2.0.0 <=3.0.0", "< 1.0.0; > 2.0.0, <= 3.0.0")]
    [InlineData("<1.0.0 >=2.0.0 || < 0.5.0", "< 0.5.0")]
    public void Npm_s_requirements_are_ranges(string text, string ranges) =>
        Assert.Equal(ranges, Show(RequirementReader.Npm.Read(text)));

    [Theory]
    [InlineData("~> 1.2.3", ">= 1.2.3, < 1.3.a")]
    [InlineData("~> 1.2", ">= 1.2, < 2.a")]
    [InlineData("~> 1.2.3.rc1", ">= 1.2.3.rc1, < 1.3.a")]
    [InlineData("~> 5.2.6, >= 5.2.6.2", ">= 5.2.6.2, < 5.3.a")]
    public void Gem_s_pessimistic_requirement_keeps_all_but_the_last_number(string text, string ranges) =>
        Assert.Equal(ranges, Show(RequirementReader.Gem.Read(text)));

    [Theory]
    [InlineData("1.2.3", ">= 1.2.3, < 2.0.0-0")]
    [InlineData("^ 0.4", ">= 0.4, < 0.5.0-0")]
    public void Cargo_s_bare_version_is_a_caret(string text, string ranges) =>
        Assert.Equal(ranges, Show(RequirementReader.Cargo.Read(text)));

    [Theory]
    [InlineData("soon")]
    [InlineData("!= 1.0.0")]
    [InlineData(">=")]
    [InlineData("<> 1")]
    [InlineData("^99999999999999.0")]
    public void What_is_no_requirement_gives_nothing(string text) => Assert.Null(RequirementReader.Npm.Read(text));

    [Theory]
    [InlineData("", "every version")]
    [InlineData(">= 1.0.0", "< 1.0.0")]
    [InlineData("> 1.0.0", "<= 1.0.0")]
    [InlineData("<= 1.0.0", "> 1.0.0")]
    [InlineData("*", "")]
    [InlineData("< 1.0.0 || >= 2.0.0", ">= 1.0.0, < 2.0.0")]
    [InlineData(">= 2.0.0 || < 1.0.0 || >= 1.0.0 <1.5.0", ">= 1.5.0, < 2.0.0")]
    [InlineData("= 1.0.0", "< 1.0.0; > 1.0.0")]
    [InlineData("<= 1.0.0 || > 1.0.0", "")]
    public void Complement_is_everything_else(string text, string ranges)
    {
        IReadOnlyList<VersionRange> read = text.Length == 0 ? [] : RequirementReader.Npm.Read(text)!;

        Assert.Equal(ranges, Show(RequirementReader.Npm.Sets.Complement(read)));
    }

    private static string? Show(IReadOnlyList<VersionRange>? ranges) =>
        ranges is null ? null : string.Join("; ", ranges);
}
