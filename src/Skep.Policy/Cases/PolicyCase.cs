using Skep.Core;
using Skep.Policy.Reading;
using Skep.Policy.Rules;

namespace Skep.Policy.Cases;

/// <summary>One line of a table of tests for policies: a report, and what a policy must make of it.</summary>
public sealed record PolicyCase(string Name, string Location)
{
    /// <summary>The name or file of the policy; null when the rules stand in the table.</summary>
    public string? PolicyName { get; init; }

    /// <summary>The policy of rules that stand in the table.</summary>
    public PolicyFile? Policy { get; init; }

    /// <summary>The file of a stored report; null when the facts stand in the table.</summary>
    public string? ReportFile { get; init; }

    /// <summary>The report made of facts in the table.</summary>
    public ScanReport? Report { get; init; }

    internal PolicyVerdict? Verdict { get; init; }

    internal IReadOnlyDictionary<string, RuleResult> Rules { get; init; } = new Dictionary<string, RuleResult>();

    /// <summary>What came out otherwise than expected; empty when the case passes.</summary>
    public IReadOnlyList<string> Differences(PolicyOutcome outcome)
    {
        var differences = new List<string>();
        if (Verdict is { } verdict && verdict != outcome.Verdict)
        {
            differences.Add($"expected {EnumWord.Of(verdict)}, came to {EnumWord.Of(outcome.Verdict)}");
            differences.AddRange(outcome.Rules
                .Where(rule => rule.Result is RuleResult.Violated or RuleResult.CouldNotJudge)
                .Select(rule => $"{rule.Name}: {EnumWord.Of(rule.Result)}: {rule.Reason}"));
        }

        foreach ((string name, RuleResult expected) in Rules)
        {
            RuleOutcome? rule = outcome.Rules.FirstOrDefault(rule => rule.Name == name);
            if (rule is null)
            {
                differences.Add($"there is no rule '{name}'");
            }
            else if (rule.Result != expected)
            {
                differences.Add(
                    $"{name}: expected {EnumWord.Of(expected)}, came to {EnumWord.Of(rule.Result)}: {rule.Reason}");
            }
        }

        return differences;
    }
}
