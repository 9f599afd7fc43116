using Skep.Core;

namespace Skep.Policy;

/// <summary>Which findings somebody asked to see; the others are left out of the report.</summary>
public sealed record FindingFilter
{
    /// <summary>Null shows all.</summary>
    public IReadOnlySet<Severity>? Severities { get; init; }

    /// <summary>Leave out what has no fix: <c>--ignore-unfixed</c>.</summary>
    public bool OnlyFixed { get; init; }

    public IReadOnlySet<VulnerabilityStatus> IgnoredStatuses { get; init; } = new HashSet<VulnerabilityStatus>();

    /// <summary>
    /// What the report's policy speaks of stays, so that it shows, and can repeat, what it was judged by.
    /// </summary>
    public bool KeepsJudged { get; init; }

    public ScanReport Apply(ScanReport report)
    {
        HashSet<string> judged = KeepsJudged
            ? [.. report.Policy?.Rules.SelectMany(rule => rule.FindingIds) ?? []]
            : [];
        return report with
        {
            Vulnerabilities = [.. report.Vulnerabilities.Where(found => IsShown(found) || judged.Contains(found.Id))],
            Findings = [.. report.Findings.Where(found => IsShown(found) || judged.Contains(found.Id))],
            Suppressed = [.. report.Suppressed.Where(entry => IsShown(entry.Finding))],
        };
    }

    private bool IsShown(Finding finding) =>
        (Severities is null || Severities.Contains(finding.Severity))
        && (finding is not VulnerabilityFinding vulnerability
            || ((!OnlyFixed || vulnerability.FixedVersion is not null)
                && !IgnoredStatuses.Contains(vulnerability.Status)));
}
