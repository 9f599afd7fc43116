using System.Globalization;
using Skep.Core;
using Skep.Reports.Text;

namespace Skep.Reports.Table;

/// <summary>The top of a report: which image, how bad it is, and what could not be judged.</summary>
internal static class SummarySection
{
    private const int MostProblems = 5;

    public static void Write(Page page, ScanReport report, IReadOnlyList<VulnerabilityFinding> findings)
    {
        page.Heading(Title(report.Inventory));
        Counts(page, report, findings);
        Warnings(page, report);
        Problems(page, report.Inventory.Problems);
    }

    private static string Title(ImageInventory inventory)
    {
        string system = inventory.Distribution is { } distribution ? ReportWords.Of(distribution) : string.Empty;
        string[] parts = [inventory.Image.Name, system, inventory.Image.Platform];
        return string.Join(" · ", parts.Where(part => part.Length > 0));
    }

    private static void Counts(Page page, ScanReport report, IReadOnlyList<VulnerabilityFinding> findings)
    {
        if (findings.Count == 0)
        {
            page.Labelled("  vulnerabilities  ", "none found");
        }
        else
        {
            Severity worst = findings.Max(f => f.Severity);
            page.Labelled(
                "  vulnerabilities  ",
                $"{findings.Count}: {ReportWords.BySeverity(findings)}",
                text => page.Paint.By(worst, text));
            int exploited = findings.Count(f => f.Vulnerability.Kev is not null);
            if (exploited > 0)
            {
                page.Labelled("  exploited        ", $"{exploited} known to be exploited (CISA KEV)", page.Paint.Alarm);
            }

            page.Labelled(
                "  fix available    ",
                findings.Count(f => f.FixedVersion is not null).ToString(CultureInfo.InvariantCulture));
        }

        IEnumerable<string> packages = report.Coverage.Packages
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Value} {pair.Key}");
        int total = report.Inventory.Packages.Count(package => !package.IsRemoved);
        page.Labelled(
            "  packages         ", total == 0 ? "none recognised" : $"{total}: {string.Join(", ", packages)}");
        if (report.Coverage.UnknownBinaries > 0)
        {
            page.Labelled(
                "  unknown          ",
                ReportWords.Count(report.Coverage.UnknownBinaries, "binary", "binaries")
                + " that nothing explains (-f json lists them)");
        }

        if (report.Suppressed.Count > 0)
        {
            page.Labelled(
                "  set aside        ", $"{report.Suppressed.Count} by ignore rules or VEX (--show-suppressed)");
        }
    }

    private static void Warnings(Page page, ScanReport report)
    {
        Coverage coverage = report.Coverage;
        if (coverage.IsEndOfLife)
        {
            string system = report.Inventory.Distribution is { } distribution
                ? ReportWords.Of(distribution)
                : "The distribution";
            string since = coverage.EndOfLife is { } day ? $" on {day:yyyy-MM-dd}" : string.Empty;
            Warn(
                page,
                $"{system} reached its end of life{since}: new vulnerabilities get no fix and may go unlisted.",
                null);
        }

        if (coverage.StarterSetOnly)
        {
            Warn(
                page,
                "matched against the built-in starter set only, a few hundred well-known vulnerabilities.",
                "skep db update");
        }

        foreach (FeedCoverage feed in coverage.Feeds.Where(feed => feed.IsStale))
        {
            string age = feed.Imported is { } imported ? $", last updated {imported:yyyy-MM-dd}" : string.Empty;
            Warn(page, $"{feed.Title} is stale{age}.", "skep db update");
        }

        foreach (CoverageGap gap in coverage.Gaps)
        {
            Warn(page, "not judged: " + gap.Message, gap.Hint);
        }
    }

    private static void Warn(Page page, string message, string? hint)
    {
        page.Labelled("  ! ", message, page.Paint.Warning);
        if (hint is not null)
        {
            page.Labelled("    → ", hint);
        }
    }

    private static void Problems(Page page, IReadOnlyList<Problem> problems)
    {
        if (problems.Count == 0)
        {
            return;
        }

        Warn(
            page,
            $"{ReportWords.Count(problems.Count, "problem")} while reading: what is named here was not judged.",
            null);
        foreach (Problem problem in problems.Take(MostProblems))
        {
            page.Labelled(
                "    - ", problem.Location.Length == 0 ? problem.Message : $"{problem.Location}: {problem.Message}");
        }

        if (problems.Count > MostProblems)
        {
            page.Labelled("    - ", $"and {problems.Count - MostProblems} more (--format json lists all)");
        }
    }
}
