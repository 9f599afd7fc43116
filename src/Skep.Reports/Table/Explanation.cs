using System.Text;
using Skep.Core;
using Skep.Reports.Text;

namespace Skep.Reports.Table;

/// <summary>
/// Says of a vulnerability, a rule, a finding or a file what was found, why, where it sits and what to do: enough to
/// repeat the decision by hand.
/// </summary>
public static class Explanation
{
    private const int MostReferences = 8;
    private const int MostLines = 60;

    /// <returns>Whether the image has it.</returns>
    public static bool Write(ScanReport report, string id, Stream output, ReportOptions options)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        var page = new Page(writer, Math.Max(TableReportWriter.MinWidth, options.Width), new Paint(options.Colour))
        {
            MostLines = MostLines,
        };
        List<(Finding Finding, SuppressedFinding? Entry)> meant =
        [
            .. FindingWords.Sorted(report.AllFindings)
                .Where(finding => IsMeant(finding, id))
                .Select(finding => (finding, (SuppressedFinding?)null)),
            .. report.Suppressed
                .Where(entry => IsMeant(entry.Finding, id))
                .Select(entry => (entry.Finding, (SuppressedFinding?)entry)),
        ];
        if (meant.Count == 0)
        {
            page.Labelled(string.Empty, $"{id} was not found in {report.Inventory.Image.Name}.");
            foreach (CoverageGap gap in report.Coverage.Gaps)
            {
                page.Labelled("  ! ", gap.Message, page.Paint.Warning);
            }

            return false;
        }

        string? told = null;
        foreach ((Finding finding, SuppressedFinding? entry) in meant)
        {
            if (finding is VulnerabilityFinding vulnerability)
            {
                if (told != vulnerability.Vulnerability.Id)
                {
                    Separate(page, told);
                    About(page, vulnerability.Vulnerability);
                }

                Finding(page, report, vulnerability, entry);
            }
            else
            {
                Separate(page, told);
                Rule(page, report, (RuleFinding)finding, entry);
            }

            told = FindingWords.Rule(finding);
        }

        return true;
    }

    private static bool IsMeant(Finding finding, string id) =>
        finding.Names.Append(finding.Id).Contains(id, StringComparer.OrdinalIgnoreCase)
        || IsAt(finding.Location, id.StartsWith("./", StringComparison.Ordinal) ? id[2..] : id.TrimStart('/'));

    // The file itself, also when the finding is in an archive's entry.
    private static bool IsAt(string location, string path) =>
        path.Length > 0
        && location.StartsWith(path, StringComparison.Ordinal)
        && (location.Length == path.Length || location[path.Length] == '!');

    private static void Separate(Page page, string? before)
    {
        if (before is not null)
        {
            page.Blank();
        }
    }

    private static void Rule(Page page, ScanReport report, RuleFinding finding, SuppressedFinding? suppressed)
    {
        page.Heading($"{FindingWords.Rule(finding)}: {FindingWords.Title(finding)}");
        RuleSection.Tell(page, report, finding);
        if (suppressed is not null)
        {
            page.Labelled(RuleSection.Label("aside"), $"{suppressed.Reason} ({suppressed.Source})");
        }

        page.Labelled(RuleSection.Label("finding"), finding.Id);
        foreach (string reference in finding.Sighting.References.Take(MostReferences))
        {
            page.Raw("  " + page.Paint.Dim(DisplayText.Clean(reference)));
        }
    }

    private static void About(Page page, Vulnerability vulnerability)
    {
        page.Heading(vulnerability.Title.Length > 0 ? $"{vulnerability.Id}: {vulnerability.Title}" : vulnerability.Id);
        Line(page, "also known as", string.Join(", ", vulnerability.Aliases));
        if (vulnerability.Kev is { } kev)
        {
            string ransomware = kev.UsedByRansomware ? ", also by ransomware" : string.Empty;
            page.Labelled(
                "  exploited      ",
                $"in the wild{ransomware}; in CISA's catalogue since {kev.Added:yyyy-MM-dd}",
                page.Paint.Alarm);
        }

        Line(page, "likelihood", vulnerability.Epss is { } epss ? $"{epss:P1} within 30 days (EPSS)" : string.Empty);
        foreach (CvssScore score in vulnerability.Cvss)
        {
            Line(page, "CVSS " + score.Version, $"{score.Score:0.0} {score.Vector} ({score.Source})");
        }

        Line(page, "weakness", string.Join(", ", vulnerability.Cwes));
        Line(page, "published", vulnerability.Published is { } day ? $"{day:yyyy-MM-dd}" : string.Empty);
        page.Blank();
        if (vulnerability.Description.Length > 0)
        {
            page.Labelled("  ", vulnerability.Description);
            page.Blank();
        }

        foreach (string reference in vulnerability.References.Take(MostReferences))
        {
            // Not broken: a part of an address leads nowhere.
            page.Raw("  " + page.Paint.Dim(DisplayText.Clean(reference)));
        }
    }

    private static void Finding(
        Page page, ScanReport report, VulnerabilityFinding finding, SuppressedFinding? suppressed)
    {
        Package package = finding.Package.Package;
        LayerSummary? layer = report.Inventory.Layers.FirstOrDefault(l => l.Index == finding.Package.LayerIndex);
        page.Blank();
        page.Labelled(string.Empty, $"{package.Name} {package.Version} ({package.Ecosystem})", page.Paint.Bold);
        Line(page, "severity", $"{ReportWords.Of(finding.Severity)}, says {finding.SeveritySource}");
        Line(
            page,
            "status",
            finding.FixedVersion is { } version ? $"fixed in {version}" : ReportWords.Of(finding.Status));
        Line(page, "where", package.Location);
        Line(
            page,
            "found by",
            package.Note is null ? package.FoundBy.Value : $"{package.FoundBy.Value}; {package.Note}");
        Line(
            page,
            "layer",
            layer is null ? string.Empty : $"{layer.Index}: {layer.Instruction} ({layer.DiffId ?? layer.Digest})");
        Line(page, "removed", finding.Package.IsRemoved ? "by a later layer; the image still ships it" : string.Empty);
        MatchReason match = finding.Match;
        Line(
            page,
            "why",
            $"{match.Advisory} of {match.Feed} ({match.Scope}) says of {match.Name}: {match.Rule}; "
            + $"here is {match.Version}");
        Line(page, "set aside", suppressed is null ? string.Empty : $"{suppressed.Reason} ({suppressed.Source})");
        Command(page, "check", finding.CheckCommand);
        Command(page, "fix", finding.Remediation);
        Line(page, "finding", finding.Id);
    }

    private static void Command(Page page, string label, string? command)
    {
        if (!string.IsNullOrEmpty(command))
        {
            page.Command(Label(label), command);
        }
    }

    private static void Line(Page page, string label, string text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            page.Labelled(Label(label), text);
        }
    }

    private static string Label(string text) => $"  {text,-13}  ";
}
