using Skep.Core;
using Skep.Reports.Text;

namespace Skep.Reports.Table;

/// <summary>The tables: findings by target, then packages and suppressed findings when asked for.</summary>
internal static class FindingsSection
{
    private static readonly Column[] Columns =
    [
        new("LIBRARY", 6, 14, 36),
        new("VULNERABILITY", 12, 19, 24),
        new("SEVERITY", 10, 10, 10),
        new("INSTALLED", 9, 14, 26, IsOptional: true),
        new("FIXED IN", 6, 14, 26),
        new("TITLE", 28, 30, 90, IsOptional: true),
    ];

    public static void Write(Page page, FindingGroup group)
    {
        page.Blank();
        page.Raw(page.Paint.Bold(DisplayText.Fit(DisplayText.Clean(group.Title), page.Width)));
        page.Labelled(
            "  ",
            ReportWords.Count(group.Findings.Count, "vulnerability", "vulnerabilities") + ": "
            + ReportWords.BySeverity(group.Findings));
        var grid = new Grid(Columns);
        Package? previous = null;
        foreach (VulnerabilityFinding finding in group.Findings)
        {
            Package package = finding.Package.Package;
            bool repeated =
                previous is not null && previous.Name == package.Name && previous.Version == package.Version;
            previous = package;
            Add(page, grid, finding, repeated);
        }

        grid.Write(page);
    }

    public static void WriteSuppressed(Page page, IEnumerable<SuppressedFinding> suppressed)
    {
        page.Blank();
        page.Raw(page.Paint.Bold("Set aside"));
        var grid = new Grid(
        [
            new("FINDING", 10, 19, 40),
            new("IN", 8, 16, 36),
            new("BY", 6, 12, 40),
            new("REASON", 10, 20, 90),
        ]);
        foreach (SuppressedFinding entry in suppressed)
        {
            string place = entry.Finding is VulnerabilityFinding { Package.Package: var package }
                ? $"{package.Name} {package.Version}"
                : FindingWords.Where(entry.Finding);
            grid.Add(
                new Cell(FindingWords.Rule(entry.Finding)),
                new Cell(place),
                new Cell(entry.Source),
                new Cell(entry.Reason));
        }

        grid.Write(page);
    }

    public static void WritePackages(Page page, IEnumerable<ImagePackage> packages)
    {
        page.Blank();
        page.Raw(page.Paint.Bold("All packages"));
        var grid = new Grid(
        [
            new("PACKAGE", 12, 20, 44),
            new("VERSION", 10, 16, 34),
            new("KIND", 6, 6, 8),
            new("LAYER", 5, 5, 5),
            new("FOUND IN", 16, 20, 70, IsOptional: true),
        ]);
        foreach (ImagePackage package in packages
            .OrderBy(p => p.Package.Ecosystem.Value, StringComparer.Ordinal)
            .ThenBy(p => p.Package.Name, StringComparer.Ordinal)
            .ThenBy(p => p.Package.Version, StringComparer.Ordinal))
        {
            grid.Add(
                new Cell(package.Package.Name),
                new Cell(package.Package.Version),
                new Cell(package.Package.Ecosystem.Value),
                new Cell(package.LayerIndex?.ToString() ?? string.Empty),
                new Cell(package.IsRemoved ? package.Package.Location + " (removed)" : package.Package.Location));
        }

        grid.Write(page);
    }

    private static void Add(Page page, Grid grid, VulnerabilityFinding finding, bool repeated)
    {
        Package package = finding.Package.Package;
        bool exploited = finding.Vulnerability.Kev is not null;
        grid.Add(
            new Cell(repeated ? string.Empty : package.Name),
            new Cell(
                exploited ? finding.Vulnerability.Id + " KEV" : finding.Vulnerability.Id,
                exploited ? page.Paint.Alarm : null),
            new Cell(
                ReportWords.Of(finding.Severity).ToUpperInvariant(), text => page.Paint.By(finding.Severity, text)),
            new Cell(repeated ? string.Empty : package.Version),

            // Where there is no fix, the reason stands in its place: one column says both.
            new Cell(
                finding.FixedVersion ?? ReportWords.Of(finding.Status),
                finding.FixedVersion is null ? page.Paint.Dim : null),
            new Cell(finding.Vulnerability.Title));
    }
}
