using System.Text;
using Skep.Core;
using Skep.Reports.Text;

namespace Skep.Reports.Table;

/// <summary>Writes a report for a person at a terminal.</summary>
/// <remarks>
/// Summary first, then the scanners' findings with what is most urgent on top, then what to do and the policy's word.
/// Fits <see cref="ReportOptions.Width"/> columns whatever the names are, and writes no escape but its own colours.
/// </remarks>
internal sealed class TableReportWriter : IReportWriter
{
    internal const int MinWidth = 40;
    private const int MaxWidth = 400;

    public string Id => "table";

    public string Description => "for people: summary, tables by target, what to do next";

    public void Write(IReadOnlyList<ScanReport> reports, Stream output, ReportOptions options)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        var page = new Page(writer, Math.Clamp(options.Width, MinWidth, MaxWidth), new Paint(options.Colour));
        for (int i = 0; i < reports.Count; i++)
        {
            if (i > 0)
            {
                page.Blank();
            }

            Write(page, reports[i], options);
        }
    }

    private static void Write(Page page, ScanReport report, ReportOptions options)
    {
        List<VulnerabilityFinding> present = [.. FindingGroups.Sorted(
            report.Vulnerabilities.Where(f => !f.Package.IsRemoved))];
        SummarySection.Write(page, report, present);
        IEnumerable<VulnerabilityFinding> shown = options.ShowRemoved ? report.Vulnerabilities : present;
        foreach (Scanner scanner in FindingWords.Scanners)
        {
            if (scanner != Scanner.Vuln)
            {
                RuleSection.Write(page, report, scanner);
                continue;
            }

            foreach (FindingGroup group in FindingGroups.Of(report, shown))
            {
                FindingsSection.Write(page, group);
            }
        }

        if (options.ShowSuppressed && report.Suppressed.Count > 0)
        {
            FindingsSection.WriteSuppressed(page, report.Suppressed);
        }

        if (options.ListAllPackages)
        {
            FindingsSection.WritePackages(
                page, report.Inventory.Packages.Where(p => options.ShowRemoved || !p.IsRemoved));
        }

        AdviceSection.Write(page, report, present);
        if (report.Policy is { } policy)
        {
            PolicySection.Write(page, policy);
        }
    }
}
