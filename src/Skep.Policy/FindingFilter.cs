using Skep.Core;

namespace Skep.Policy;

/// <summary>Which findings somebody asked to see; the others are left out of the report.</summary>
/// <remarks>What a policy's rules speak of stays, so that a report shows, and can repeat, what it was judged by.</remarks>
public sealed record FindingFilter
{
    /// <summary>Null shows all.</summary>
    public IReadOnlySet<Severity>? Severities { get; init; }

    /// <summary>Leave out what has no fix: <c>--ignore-unfixed</c>.</summary>
    public bool OnlyFixed { get; init; }

    public IReadOnlySet<VulnerabilityStatus> IgnoredStatuses { get; init; } = new HashSet<VulnerabilityStatus>();

    public ScanReport Apply(ScanReport report)
    {
        HashSet<string> judged = [.. report.Policy?.Rules.SelectMany(rule => rule.FindingIds) ?? []];
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
