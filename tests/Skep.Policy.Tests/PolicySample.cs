using Skep.Core;
using Skep.Policy.Rules;
using Skep.Testing;

namespace Skep.Policy.Tests;

/// <summary>Policies of a few lines.</summary>
internal static class PolicySample
{
    /// <summary>A scan that looked for vulnerabilities only, and found some among gaps.</summary>
    public static ScanReport Vulnerable { get; } = OnlyVulnerabilities(SampleScan.Report);

    /// <summary>A scan that looked for vulnerabilities only, and found none.</summary>
    public static ScanReport Clean { get; } = OnlyVulnerabilities(SampleScan.Clean);

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

    private static ScanReport OnlyVulnerabilities(ScanReport report) => report with
    {
        Findings = [],
        Policy = null,
        Coverage = report.Coverage with { Scanners = [Scanner.Vuln], Engines = [] },
    };

    public static IReadOnlyList<Problem> Problems(string text)
    {
        var problems = new List<Problem>();
        Assert.Equal(PolicyFile.Parse("policy.yaml", text, problems) is null, problems.Count > 0);
        return problems;
    }
}
