using System.Globalization;
using Skep.Core;
using Skep.Reports.Text;

namespace Skep.Reports.Table;

/// <summary>The findings of one scanner that are no vulnerabilities.</summary>
/// <remarks>Malware and secrets are few and important: each is told whole. The others are one line each.</remarks>
internal static class RuleSection
{
    private const int MostTold = 20;
    private const int MostListed = 200;
    private const int MostEvidence = 2;

    private static readonly Column[] Columns =
    [
        new("SEVERITY", 10, 10, 10),
        new("RULE", 10, 18, 44),
        new("WHAT", 16, 30, 90),
        new("WHERE", 10, 16, 50, IsOptional: true),
    ];

    public static void Write(Page page, ScanReport report, Scanner scanner)
    {
        List<RuleFinding> findings = [.. FindingWords.Sorted(report.Findings.Where(f => f.Scanner == scanner))];
        if (findings.Count == 0)
        {
            return;
        }

        if (scanner is Scanner.Config or Scanner.License)
        {
            foreach (IGrouping<bool?, RuleFinding> group in findings
                .GroupBy(finding => finding.IsFromBase)
                .OrderBy(group => group.Key))
            {
                List(page, [.. group], Title(scanner, group.First(), report.Inventory.Base));
            }

            return;
        }

        Head(page, FindingWords.Of(scanner), findings);
        foreach (RuleFinding finding in findings.Take(MostTold))
        {
            page.Blank();
            Tell(page, report, finding);
        }

        More(page, findings.Count - MostTold);
    }

    /// <summary>One finding, whole: what, where, why, and what to do.</summary>
    public static void Tell(Page page, ScanReport report, RuleFinding finding)
    {
        Sighting sighting = finding.Sighting;
        string kind = sighting.Malware is { } malware ? $" ({FindingWords.Of(malware)})" : string.Empty;
        page.Labelled(
            "  ",
            $"{ReportWords.Of(finding.Severity).ToUpperInvariant()} {sighting.Title}{kind}",
            text => page.Paint.By(finding.Severity, text));
        Line(page, "what", sighting.Message);
        Line(page, "where", Where(finding));
        foreach (Evidence evidence in sighting.Evidence.Take(MostEvidence))
        {
            Line(page, string.Empty, Place(evidence), page.Paint.Dim);
        }

        Line(page, "layer", Layer(report.Inventory, finding));
        Line(page, "rule", sighting.Rule.Value);
        Line(page, "found by", finding.Engines is [] or ["skep"] ? null : string.Join(", ", finding.Engines));
        Line(page, "to do", sighting.Advice);
        Check(page, sighting.CheckCommand);
    }

    public static string Label(string text) => $"    {text,-8}  ";

    private static void List(Page page, List<RuleFinding> findings, string title)
    {
        Head(page, title, findings);
        var grid = new Grid(Columns);
        foreach (RuleFinding finding in findings.Take(MostListed))
        {
            grid.Add(
                new Cell(
                    ReportWords.Of(finding.Severity).ToUpperInvariant(), text => page.Paint.By(finding.Severity, text)),
                new Cell(FindingWords.Rule(finding)),
                new Cell(FindingWords.Message(finding)),
                new Cell(FindingWords.Where(finding)));
        }

        grid.Write(page);
        More(page, findings.Count - MostListed);
    }

    private static void Head(Page page, string title, List<RuleFinding> findings)
    {
        page.Blank();
        string heading = char.ToUpperInvariant(title[0]) + title[1..];
        page.Raw(page.Paint.Bold(DisplayText.Fit(DisplayText.Clean(heading), page.Width)));
        page.Labelled("  ", $"{ReportWords.Count(findings.Count, "finding")}: {ReportWords.BySeverity(findings)}");
    }

    private static void More(Page page, int count)
    {
        if (count > 0)
        {
            page.Labelled("  ", $"and {count} more (--format json lists all)");
        }
    }

    private static string Title(Scanner scanner, RuleFinding first, BaseImage? image)
    {
        string origin = FindingWords.Origin(first, image);
        return origin.Length > 0 ? $"{FindingWords.Of(scanner)}, {origin}" : FindingWords.Of(scanner);
    }

    private static string Where(RuleFinding finding)
    {
        string where = FindingWords.Where(finding);
        string owner = finding.OwnedBy is { Length: > 0 } package ? $", of {package}" : string.Empty;
        return finding.IsRemoved
            ? $"{where}{owner} (removed by a later layer, still shipped)"
            : where + owner;
    }

    private static string Place(Evidence evidence)
    {
        string place = evidence.Line > 0
            ? "line " + evidence.Line.ToString(CultureInfo.InvariantCulture)
            : "byte " + evidence.Offset.ToString(CultureInfo.InvariantCulture);
        return evidence.Text.Length > 0 ? $"{place}: {evidence.Text}" : place;
    }

    private static string Layer(ImageInventory inventory, RuleFinding finding)
    {
        string origin = FindingWords.Origin(finding, inventory.Base);
        string instruction = finding.Layer is { } layer
            ? $"{layer}: {finding.Instruction}".TrimEnd(' ', ':')
            : finding.Instruction;
        return origin.Length > 0 && instruction.Length > 0 ? $"{instruction} ({origin})" : instruction + origin;
    }

    // A word that fits no line is no command of ours, and would break the page.
    private static void Check(Page page, string? command)
    {
        int width = page.Width - Label("check").Length;
        if (command is { Length: > 0 })
        {
            if (CommandWrap.Break(command, width).TrueForAll(line => DisplayText.Width(line) <= width))
            {
                page.Command(Label("check"), command);
            }
            else
            {
                Line(page, "check", command);
            }
        }
    }

    private static void Line(Page page, string label, string? text, Func<string, string>? colour = null)
    {
        if (!string.IsNullOrEmpty(text))
        {
            page.Labelled(Label(label), text, colour ?? (line => line));
        }
    }
}
