using System.Text;
using Skep.Secrets.Matching;
using Skep.Secrets.Rules;

namespace Skep.Secrets.Tests.Rules;

public sealed class BuiltInRuleTests
{
    public static TheoryData<string> Ids => [.. RuleSources.All.Rules.Select(rule => rule.Id.Value)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_finds_its_samples_and_nothing_in_its_clean_ones(string id)
    {
        SecretRule rule = Find(id);
        Assert.NotEmpty(rule.Samples.Matching);
        foreach (RuleSample sample in rule.Samples.Matching)
        {
            IEnumerable<string> found = Scan(sample);
            Assert.True(found.Contains(id), $"{id} does not find: {sample.Text}; found: {string.Join(", ", found)}");
        }

        foreach (RuleSample sample in rule.Samples.Clean)
        {
            Assert.False(Scan(sample).Contains(id), $"{id} finds: {sample.Text}");
        }
    }

    [Fact]
    public void Ids_are_unique_and_below_secrets()
    {
        Assert.Distinct(SecretRules.BuiltIn.All.Select(rule => rule.Id));
        Assert.All(SecretRules.BuiltIn.All, rule =>
            Assert.Matches("^secrets/[a-z0-9-]+(/[a-z0-9-]+)+$", rule.Id.Value));
    }

    [Fact]
    public void Patterns_of_built_in_rules_run_in_linear_time() =>
        Assert.All(
            SecretRules.BuiltIn.All.Select(rule => rule.Matcher).OfType<RegexMatcher>(),
            matcher => Assert.True(matcher.HasCapture));

    private static SecretRule Find(string id) => RuleSources.All.Rules.Single(rule => rule.Id.Value == id);

    private static List<string> Scan(RuleSample sample)
    {
        string path = sample.Path.Length == 0 ? "srv/app/settings.conf" : sample.Path;
        Testing.RecordingSink sink = ScannedFile.Run(Encoding.Latin1.GetBytes(SampleText.Expand(sample.Content)), path);
        return
        [
            .. sink.Sightings.Select(sighting => sighting.Rule.Value),
            .. SecretRules.BuiltIn.All
                .Where(rule => rule.File is { IsTraitOnly: true } shape
                    && sink.Traits.Any(trait => trait.Name == shape.Kind))
                .Select(rule => rule.Id.Value),
        ];
    }
}
