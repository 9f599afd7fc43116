using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.Tests.Rules;

/// <summary>What every rule promises: it has cases, and its findings can be read by themselves.</summary>
public sealed class RuleContract
{
    private static readonly RuleCase[] Cases = [.. ImageCases.All, .. LicenseCases.All, .. FileCases.All,
        .. BuildCases.All, .. SourceCases.All, .. UpkeepCases.All];

    private static readonly ConfigRule[] Rules = [.. ConfigRules.All];

    public static TheoryData<string> CaseNames => [.. Cases.Select(test => test.ToString())];

    public static TheoryData<string> RuleIds => [.. Rules.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Rule_says_what_its_case_wants(string name)
    {
        RuleCase test = Assert.Single(Cases, test => test.ToString() == name);
        Sighting[] sightings = [.. test.Judge()];

        Assert.Equal(test.Fires, sightings.Any(sighting => sighting.Rule.Value == test.Rule));
        Assert.All(sightings, IsReadable);
    }

    [Theory]
    [MemberData(nameof(RuleIds))]
    public void Rule_has_a_case_that_fires_and_one_that_does_not(string id)
    {
        Assert.Contains(Cases, test => test.Rule == id && test.Fires);
        Assert.Contains(Cases, test => test.Rule == id && !test.Fires);
    }

    [Theory]
    [MemberData(nameof(RuleIds))]
    public void Rule_is_described(string id)
    {
        ConfigRule rule = Assert.Single(Rules, rule => rule.Id == id);

        Assert.Matches("^(config|license)(/[a-z0-9-]+)+$", rule.Id);
        Assert.EndsWith(".", rule.Description);
        Assert.EndsWith(".", rule.Advice);
        Assert.False(rule.Title.EndsWith('.'));
        Assert.NotEqual(Severity.Unknown, rule.Severity);
    }

    [Fact]
    public void Every_case_names_a_rule() =>
        Assert.Empty(Cases.Select(test => test.Rule).Except(Rules.Select(rule => rule.Id)));

    [Fact]
    public void Nothing_is_said_of_a_decent_image() =>
        Assert.Empty(Checks.All(RuleCase.Now).SelectMany(check => check.Check(RuleCase.Decent, TestTree.Unknown)));

    [Fact]
    public void Every_check_is_listed()
    {
        IEnumerable<Type> all = typeof(Checks).Assembly.GetTypes()
            .Where(type => typeof(IImageCheck).IsAssignableFrom(type) && type is { IsClass: true, IsAbstract: false });

        IImageCheck[] listed = [.. Checks.All(RuleCase.Now), .. Checks.OfUpkeep(RuleCase.Now, null, [])];

        Assert.Empty(all.Except(listed.Select(check => check.GetType())));
        Assert.Distinct(listed.Select(check => check.Id));
    }

    [Fact]
    public void Images_of_Windows_are_left_alone() =>
        Assert.Empty(Checks.All(RuleCase.Now).SelectMany(check => check.Check(
            RuleCase.Decent with
            {
                Image = RuleCase.Decent.Image with { Platform = "windows/amd64" },
                Configuration = new ImageConfiguration(),
            },
            new TestTree())));

    private static void IsReadable(Sighting sighting)
    {
        Assert.NotEmpty(sighting.Title);
        Assert.Matches(@"\.$", sighting.Message);
        Assert.NotEmpty(sighting.Advice);
        Assert.All(sighting.Evidence, evidence => Assert.InRange(evidence.Text.Length, 0, Evidence.MaxText));
    }
}
