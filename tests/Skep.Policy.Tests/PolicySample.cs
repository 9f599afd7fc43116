using Skep.Core;
using Skep.Policy.Rules;

namespace Skep.Policy.Tests;

/// <summary>Policies of a few lines.</summary>
internal static class PolicySample
{
    /// <summary>A policy of rules in YAML's flow style, one an argument.</summary>
    public static PolicyFile Of(params string[] rules) =>
        Parse("name: sample\nrules:\n" + string.Concat(rules.Select(rule => $"  - {rule}\n")));

    public static PolicyFile Parse(string text)
    {
        var problems = new List<Problem>();
        PolicyFile? policy = PolicyFile.Parse("policy.yaml", text, problems);
        Assert.Empty(problems);
        return policy!;
    }

    public static PolicyOutcome Evaluate(string rule, ScanReport report) => Of(rule).Evaluate(report);

    public static IReadOnlyList<Problem> Problems(string text)
    {
        var problems = new List<Problem>();
        Assert.Equal(PolicyFile.Parse("policy.yaml", text, problems) is null, problems.Count > 0);
        return problems;
    }
}
