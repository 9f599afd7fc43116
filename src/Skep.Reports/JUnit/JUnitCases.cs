using Skep.Core;
using Skep.Reports.Text;

namespace Skep.Reports.JUnit;

/// <summary>What a CI server shows of a case.</summary>
internal enum JUnitOutcome
{
    Passed,
    Failed,
    Error,
    Skipped,
}

/// <summary>One test case: a rule of the policy, or a scanner and a severity.</summary>
internal sealed record JUnitCase(string Group, string Name, JUnitOutcome Outcome, string Message)
{
    public IReadOnlyList<string> Lines { get; init; } = [];
}

/// <summary>The test cases that a report amounts to.</summary>
internal static class JUnitCases
{
    private const int MostLines = 50;

    public static IReadOnlyList<JUnitCase> Of(ScanReport report, bool withRemoved) =>
        report.Policy is { } policy
            ? [.. policy.Rules.Select(rule => Rule(report, policy, rule)), .. Unjudged(report, policy)]
            : [.. Gates(report, withRemoved), Coverage(report)];

    private static JUnitCase Rule(ScanReport report, PolicyOutcome policy, RuleOutcome rule)
    {
        HashSet<string> ids = [.. rule.FindingIds];
        string[] lines =
        [
            rule.Message,
            .. Lines([.. FindingWords.Sorted(report.AllFindings.Where(finding => ids.Contains(finding.Id)))]),
        ];
        JUnitOutcome outcome = rule.Result switch
        {
            RuleResult.Violated => rule.Action == "block" ? JUnitOutcome.Failed : JUnitOutcome.Passed,
            RuleResult.CouldNotJudge => JUnitOutcome.Error,
            RuleResult.NotApplicable => JUnitOutcome.Skipped,
            _ => JUnitOutcome.Passed,
        };
        string word = rule is { Result: RuleResult.Violated, Action: not "block" } ? $"{rule.Action}: " : string.Empty;
        return new JUnitCase($"skep.policy.{policy.Policy}", rule.Name, outcome, word + rule.Reason) { Lines = lines };
    }

    // Without a policy nobody said what is too much: critical and high fail, and what is below is shown as skipped.
    private static IEnumerable<JUnitCase> Gates(ScanReport report, bool withRemoved)
    {
        ILookup<(Scanner Scanner, Severity Severity), Finding> findings = report.AllFindings
            .Where(finding => withRemoved || !finding.IsRemoved || finding is RuleFinding)
            .ToLookup(finding => (finding.Scanner, finding.Severity));
        foreach (Scanner scanner in FindingWords.Scanners.Where(report.Coverage.Scanners.Contains))
        {
            foreach (Severity severity in ReportWords.Severities.Where(severity => severity >= Severity.Low))
            {
                List<Finding> found = [.. FindingWords.Sorted(findings[(scanner, severity)])];
                JUnitOutcome outcome = found.Count == 0 ? JUnitOutcome.Passed
                    : severity >= Severity.High ? JUnitOutcome.Failed
                    : JUnitOutcome.Skipped;
                string message = found.Count == 0
                    ? "none found"
                    : $"{ReportWords.Count(found.Count, "finding")} of severity {ReportWords.Of(severity)}";
                yield return new JUnitCase(
                    $"skep.{FindingWords.Word(scanner)}", $"no {ReportWords.Of(severity)}", outcome, message)
                {
                    Lines = Lines(found),
                };
            }
        }
    }

    // Where no rule says so: a verdict that is no pass must not look like one.
    private static IEnumerable<JUnitCase> Unjudged(ScanReport report, PolicyOutcome policy) =>
        policy.Verdict == PolicyVerdict.CouldNotJudge
        && !policy.Rules.Any(rule => rule.Result == RuleResult.CouldNotJudge)
            ? [Coverage(report) with { Outcome = JUnitOutcome.Error }]
            : [];

    private static JUnitCase Coverage(ScanReport report)
    {
        IReadOnlyList<CoverageGap> gaps = report.Coverage.Gaps;
        return gaps.Count == 0
            ? new JUnitCase("skep.coverage", "everything could be judged", JUnitOutcome.Passed, "no gaps")
            : new JUnitCase(
                "skep.coverage",
                "everything could be judged",
                JUnitOutcome.Error,
                ReportWords.Count(gaps.Count, "gap"))
            {
                Lines = [.. gaps.Select(gap => gap.Hint is null ? gap.Message : $"{gap.Message} ({gap.Hint})")],
            };
    }

    private static string[] Lines(List<Finding> findings)
    {
        string[] more = findings.Count > MostLines ? [$"and {findings.Count - MostLines} more"] : [];
        return [.. findings.Take(MostLines).Select(Line), .. more];
    }

    private static string Line(Finding finding)
    {
        string layer = finding.LayerIndex is { } index ? $", layer {index}" : string.Empty;
        string advice = FindingWords.Advice(finding);
        return $"{ReportWords.Of(finding.Severity).ToUpperInvariant()} {FindingWords.Rule(finding)}: "
            + $"{FindingWords.Message(finding)} [{FindingWords.Where(finding)}{layer}]"
            + (advice.Length > 0 ? $" -> {advice}" : string.Empty);
    }
}
