using Skep.Core;

namespace Skep.Policy;

/// <summary>
/// Which findings somebody asked to see; the others are left out of the report and of every decision.
/// </summary>
public sealed record FindingFilter
{
    /// <summary>Null shows all.</summary>
    public IReadOnlySet<Severity>? Severities { get; init; }

    /// <summary>Leave out what has no fix: <c>--ignore-unfixed</c>.</summary>
    public bool OnlyFixed { get; init; }

    public IReadOnlySet<VulnerabilityStatus> IgnoredStatuses { get; init; } = new HashSet<VulnerabilityStatus>();

    public ScanReport Apply(ScanReport report) => report with
    {
        Vulnerabilities = [.. report.Vulnerabilities.Where(IsShown)],
        Findings = [.. report.Findings.Where(IsShown)],
        Suppressed = [.. report.Suppressed.Where(entry => IsShown(entry.Finding))],
    };

    private bool IsShown(Finding finding) =>
        (Severities is null || Severities.Contains(finding.Severity))
        && (finding is not VulnerabilityFinding vulnerability
            || ((!OnlyFixed || vulnerability.FixedVersion is not null)
                && !IgnoredStatuses.Contains(vulnerability.Status)));
}
