using Skep.Core;
using Skep.Reports.Text;

namespace Skep.Reports.Table;

/// <summary>
/// One target of a scan: the operating system's packages, an ecosystem's, or those of one lock file or binary.
/// </summary>
internal sealed record FindingGroup(string Title, IReadOnlyList<VulnerabilityFinding> Findings);

/// <summary>Splits findings into targets, and orders them.</summary>
internal static class FindingGroups
{
    public static IReadOnlyList<FindingGroup> Of(ScanReport report, IEnumerable<VulnerabilityFinding> findings) =>
    [
        .. findings
            .GroupBy(finding => TitleOf(finding.Package, report.Inventory.Distribution))
            .OrderBy(group => Rank(group.First().Package))
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new FindingGroup(group.Key, [.. Sorted(group)])),
    ];

    /// <summary>Most severe first, exploited before others, then by name so that the order never varies.</summary>
    public static IEnumerable<VulnerabilityFinding> Sorted(IEnumerable<VulnerabilityFinding> findings) =>
        findings
            .OrderByDescending(finding => finding.Severity)
            .ThenBy(finding => finding.Vulnerability.Kev is null)
            .ThenBy(finding => finding.Package.Package.Name, StringComparer.Ordinal)
            .ThenBy(finding => finding.Package.Package.Version, StringComparer.Ordinal)
            .ThenBy(finding => finding.Vulnerability.Id, StringComparer.Ordinal);

    public static string TitleOf(ImagePackage package, Distribution? distribution)
    {
        string ecosystem = package.Package.Ecosystem.Value;
        if (package.IsRemoved)
        {
            return "Removed by a later layer, still shipped";
        }

        if (ReportWords.IsOperatingSystem(package.Package.Ecosystem))
        {
            return distribution is null
                ? $"OS packages ({ecosystem})"
                : $"OS packages ({distribution.Id} {distribution.VersionId}".TrimEnd() + ")";
        }

        // A lock file or a binary is a target of its own: it is rebuilt as a whole. Installed trees are one target.
        string file = package.Package.Location.Split('!', 2)[0];
        return package.Package.Evidence is PackageEvidence.Declared or PackageEvidence.Binary && file.Length > 0
            ? $"{file} ({ecosystem})"
            : $"{ecosystem} packages";
    }

    private static int Rank(ImagePackage package) =>
        package.IsRemoved ? 2 : ReportWords.IsOperatingSystem(package.Package.Ecosystem) ? 0 : 1;
}
