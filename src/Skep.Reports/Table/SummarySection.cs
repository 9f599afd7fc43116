using System.Globalization;
using Skep.Core;
using Skep.Reports.Text;

namespace Skep.Reports.Table;

/// <summary>The top of a report: which image, how bad it is, and what could not be judged.</summary>
internal static class SummarySection
{
    private const int MostFeeds = 3;
    private const int MostProblems = 5;

    public static void Write(Page page, ScanReport report, IReadOnlyList<VulnerabilityFinding> findings)
    {
        page.Heading(Title(report.Inventory));
        Counts(page, report, findings);
        Base(page, report.Inventory.Base);
        Engines(page, report.Coverage);
        Warnings(page, report);
        Problems(page, report);
    }

    private static string Title(ImageInventory inventory)
    {
        string system = inventory.Distribution is { } distribution ? ReportWords.Of(distribution) : string.Empty;
        string[] parts = [inventory.Image.Name, system, inventory.Image.Platform];
        return string.Join(" · ", parts.Where(part => part.Length > 0));
    }

    private static void Counts(Page page, ScanReport report, IReadOnlyList<VulnerabilityFinding> findings)
    {
        foreach (Scanner scanner in FindingWords.Scanners)
        {
            List<Finding> found = scanner == Scanner.Vuln
                ? [.. findings]
                : [.. report.Findings.Where(finding => finding.Scanner == scanner)];
            if (found.Count > 0 || report.Coverage.Scanners.Contains(scanner))
            {
                Count(page, report, scanner, found);
            }
        }

        int removed = report.Vulnerabilities.Count - findings.Count;
        if (removed > 0)
        {
            page.Labelled("  removed          ", $"{removed} more in what a later layer removed (--removed)");
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

    private static void Count(Page page, ScanReport report, Scanner scanner, List<Finding> found)
    {
        string label = $"  {FindingWords.Of(scanner),-15}  ";
        if (found.Count == 0)
        {
            page.Labelled(label, WordsForNone(report, scanner));
            return;
        }

        Severity worst = found.Max(finding => finding.Severity);
        page.Labelled(
            label,
            $"{found.Count}: {ReportWords.BySeverity(found)}{Origins(found)}",
            text => page.Paint.By(worst, text));
        if (scanner != Scanner.Vuln)
        {
            return;
        }

        int exploited = found.Count(finding => finding is VulnerabilityFinding { Vulnerability.Kev: not null });
        if (exploited > 0)
        {
            page.Labelled("  exploited        ", $"{exploited} known to be exploited (CISA KEV)", page.Paint.Alarm);
        }

        page.Labelled(
            "  fix available    ",
            found.Count(finding => finding is VulnerabilityFinding { FixedVersion: not null })
                .ToString(CultureInfo.InvariantCulture));
    }

    // Only where a base is known; nothing is said of what nobody knows.
    private static string Origins(List<Finding> found)
    {
        int ofBase = found.Count(finding => finding.IsFromBase is true);
        int own = found.Count(finding => finding.IsFromBase is false);
        return ofBase + own == 0 ? string.Empty
            : ofBase == 0 ? " (all added by you)"
            : own == 0 ? " (all from the base)"
            : $" ({ofBase} from the base, {own} added by you)";
    }

    // "None found" is said of what was judged, and of that only.
    private static string WordsForNone(ScanReport report, Scanner scanner)
    {
        if (scanner is Scanner.Vuln or Scanner.License)
        {
            return report switch
            {
                { Inventory.Packages.Count: 0 } => "nothing to judge",
                { Coverage.Gaps.Count: > 0 } when scanner == Scanner.Vuln => "none found in what could be judged",
                _ => "none found",
            };
        }

        bool isWhole = !report.Coverage.Gaps.Any(gap =>
            gap.Code is CoverageGap.ImageDamaged or CoverageGap.FilesUnreadable);
        bool isByAll = scanner != Scanner.Malware || report.Coverage.Engines.All(e => e.State != EngineState.Failed);
        return !isWhole ? "none found in what could be read"
            : isByAll ? "none found"
            : "none found by the engines that ran";
    }

    private static void Base(Page page, BaseImage? image)
    {
        if (image is null)
        {
            return;
        }

        string layers = image.LayerCount is { } count
            ? $" ({ReportWords.Count(count, "layer")})"
            : " (as its annotations say)";
        page.Labelled("  base             ", image.Name + layers);
        if (image.IsOutdated)
        {
            page.Labelled("  ! ", $"{image.Name} has been replaced by a newer image since", page.Paint.Warning);
        }
    }

    private static void Engines(Page page, Coverage coverage)
    {
        IEnumerable<string> ran = coverage.Engines
            .Where(engine => engine.State == EngineState.Ran)
            .Select(e => e.SignaturesOf is { } day ? $"{e.Title} (signatures of {day:yyyy-MM-dd})" : e.Title);
        if (coverage.Engines.Count > 0)
        {
            page.Labelled("  engines          ", string.Join(", ", ran.DefaultIfEmpty("none ran")));
        }

        foreach (EngineCoverage engine in EngineWords.NotRun(coverage))
        {
            bool isFailed = engine.State == EngineState.Failed;
            page.Labelled(
                isFailed ? "  ! " : "    ",
                EngineWords.Sentence(engine),
                isFailed ? page.Paint.Warning : page.Paint.Dim);
        }
    }

    private static void Warnings(Page page, ScanReport report)
    {
        Stale(page, report.Coverage);
        bool areNamed = report.Inventory.Problems.Count > 0;
        IEnumerable<CoverageGap> gaps = report.Coverage.Gaps.Where(gap =>
            gap.Code != CoverageGap.FeedsStale && !(areNamed && gap.Code == CoverageGap.FilesUnreadable));
        foreach (IGrouping<string?, CoverageGap> answer in gaps.GroupBy(gap => gap.Hint))
        {
            Warn(page, answer.Select(gap => gap.Message), answer.Key);
        }
    }

    // The gap names those that decide; a reader also wants to know of those that rate, and from when all of them are.
    private static void Stale(Page page, Coverage coverage)
    {
        string[] stale =
        [
            .. coverage.Feeds
                .Where(feed => feed.IsStale && !coverage.StarterSetOnly)
                .Select(feed => feed.Newest is { } newest ? $"{feed.Title} (of {newest:yyyy-MM-dd})" : feed.Title),
        ];
        if (stale.Length > 0)
        {
            int more = stale.Length - MostFeeds;
            string named = string.Join(", ", stale.Take(MostFeeds));
            Warn(page, [$"out of date: {named}{(more > 0 ? $" and {more} more" : string.Empty)}"], "skep db update");
        }
    }

    private static void Warn(Page page, IEnumerable<string> messages, string? hint)
    {
        foreach (string message in messages)
        {
            page.Labelled("  ! ", message, page.Paint.Warning);
        }

        if (hint is not null)
        {
            page.Labelled("    → ", hint);
        }
    }

    // A gap says why the whole was not judged; the problem that made it one need not be said again.
    private static void Problems(Page page, ScanReport report)
    {
        HashSet<string> said = [.. report.Coverage.Gaps.Select(gap => gap.Message)];
        Problem[] problems = [.. report.Inventory.Problems.Where(problem => !said.Contains(problem.Message))];
        if (problems.Length == 0)
        {
            return;
        }

        Warn(
            page,
            [$"{ReportWords.Count(problems.Length, "problem")} while reading: what is named here was not judged"],
            null);
        foreach (Problem problem in problems.Take(MostProblems))
        {
            page.Labelled(
                "    - ", problem.Location.Length == 0 ? problem.Message : $"{problem.Location}: {problem.Message}");
        }

        if (problems.Length > MostProblems)
        {
            page.Labelled("    - ", $"and {problems.Length - MostProblems} more (--format json lists all)");
        }
    }
}
