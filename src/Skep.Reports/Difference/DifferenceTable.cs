using System.Text;
using Skep.Core;
using Skep.Reports.Table;
using Skep.Reports.Text;

namespace Skep.Reports.Difference;

/// <summary>Writes a difference for a person at a terminal: what is new first.</summary>
internal static class DifferenceTable
{
    private const int Most = 200;

    public static void Write(ImageDifference difference, Stream output, ReportOptions options)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        var page = new Page(writer, Math.Max(TableReportWriter.MinWidth, options.Width), new Paint(options.Colour));
        page.Heading($"{difference.Before.Inventory.Image.Name} → {difference.After.Inventory.Image.Name}");
        page.Labelled("  new findings  ", DifferenceWords.Count(difference.New), Colour(page, difference.New));
        page.Labelled("  gone          ", DifferenceWords.Count(difference.Fixed));
        page.Labelled("  still there   ", DifferenceWords.Count(difference.Still));
        page.Labelled("  packages      ", DifferenceWords.Packages(difference));
        page.Labelled("  size          ", DifferenceWords.Sizes(difference));
        foreach (string gap in difference.Unjudged)
        {
            page.Labelled("  ! ", gap, page.Paint.Warning);
        }

        Findings(page, "New", difference.New);
        Capabilities(page, difference);
        Packages(page, difference);
        Layers(page, difference);
        Findings(page, "Gone", difference.Fixed);
    }

    private static Func<string, string> Colour(Page page, IReadOnlyList<Finding> findings) =>
        findings.Count == 0 ? text => text : text => page.Paint.By(findings.Max(finding => finding.Severity), text);

    private static void Title(Page page, string title)
    {
        page.Blank();
        page.Raw(page.Paint.Bold(DisplayText.Fit(title, page.Width)));
    }

    private static void Findings(Page page, string word, IReadOnlyList<Finding> findings)
    {
        foreach (Scanner scanner in FindingWords.Scanners)
        {
            Finding[] found = [.. findings.Where(finding => finding.Scanner == scanner)];
            if (found.Length == 0)
            {
                continue;
            }

            Title(page, $"{word}: {FindingWords.Of(scanner)}");
            var grid = new Grid(
            [
                new("SEVERITY", 10, 10, 10),
                new("FINDING", 10, 19, 44),
                new("WHAT", 16, 30, 90),
                new("WHERE", 10, 16, 50, IsOptional: true),
            ]);
            foreach (Finding finding in found.Take(Most))
            {
                grid.Add(
                    new Cell(
                        ReportWords.Of(finding.Severity).ToUpperInvariant(),
                        text => page.Paint.By(finding.Severity, text)),
                    new Cell(FindingWords.Rule(finding)),
                    new Cell(FindingWords.Message(finding)),
                    new Cell(FindingWords.Where(finding)));
            }

            grid.Write(page);
            More(page, found.Length);
        }
    }

    private static void Capabilities(Page page, ImageDifference difference)
    {
        if (difference.Capabilities.Count == 0)
        {
            return;
        }

        Title(page, "What it is and does");
        foreach (CapabilityChange change in difference.Capabilities.Take(Most))
        {
            page.Labelled($"  {DifferenceWords.Sign(change)} ", $"{change.Kind}: {DifferenceWords.Value(change)}");
        }

        More(page, difference.Capabilities.Count);
    }

    private static void Packages(Page page, ImageDifference difference)
    {
        if (difference.Packages.Count == 0)
        {
            return;
        }

        Title(page, "Packages");
        var grid = new Grid(
        [
            new("CHANGE", 10, 10, 10),
            new("KIND", 4, 6, 9),
            new("NAME", 10, 20, 44),
            new("VERSION", 10, 22, 60),
        ]);
        foreach (PackageChange change in difference.Packages.Take(Most))
        {
            grid.Add(
                new Cell(change.Kind.ToString().ToLowerInvariant()),
                new Cell(change.Ecosystem.Value),
                new Cell(change.Name),
                new Cell(DifferenceWords.Version(change)));
        }

        grid.Write(page);
        More(page, difference.Packages.Count);
    }

    private static void Layers(Page page, ImageDifference difference)
    {
        if (difference.Layers.Count == 0)
        {
            return;
        }

        Title(page, "Layers");
        foreach (LayerChange layer in difference.Layers.Take(Most))
        {
            string size = new ByteSize(Math.Max(0, layer.Bytes)).ToString();
            page.Labelled(layer.IsAdded ? "  + " : "  - ", $"{size}  {layer.Instruction}");
        }

        More(page, difference.Layers.Count);
    }

    private static void More(Page page, int count)
    {
        if (count > Most)
        {
            page.Labelled("  ", $"and {count - Most} more (--format json lists all)");
        }
    }
}
