using System.Text;
using Skep.Core;
using Skep.Reports.Markdown;
using Skep.Reports.Text;

namespace Skep.Reports.Difference;

/// <summary>Writes a difference as a comment for a pull request.</summary>
internal static class DifferenceMarkdown
{
    /// <summary>Of each kind; with cells cut to 220 characters the whole stays below 60 KB.</summary>
    private const int Most = 15;

    public static void Write(ImageDifference difference, Stream output)
    {
        var text = new StringBuilder();
        text.Append($"## Skep: {MarkdownText.Code(difference.Before.Inventory.Image.Name)} → ");
        text.Append($"{MarkdownText.Code(difference.After.Inventory.Image.Name)}\n\n");
        text.Append("| | |\n|---|---|\n");
        text.Append($"| new findings | {DifferenceWords.Count(difference.New)} |\n");
        text.Append($"| gone | {DifferenceWords.Count(difference.Fixed)} |\n");
        text.Append($"| still there | {DifferenceWords.Count(difference.Still)} |\n");
        text.Append($"| packages | {DifferenceWords.Packages(difference)} |\n");
        text.Append($"| size | {DifferenceWords.Sizes(difference)} |\n");
        Lines(text, "Not everything could be judged", difference.Unjudged, MarkdownText.Escape);
        Findings(text, "New", difference.New);
        Lines(
            text,
            "What it is and does",
            difference.Capabilities,
            change => $"{Word(change)} {change.Kind}: {MarkdownText.Code(DifferenceWords.Value(change))}");
        Lines(
            text,
            "Packages",
            difference.Packages,
            change => $"{change.Kind.ToString().ToLowerInvariant()} {MarkdownText.Code(change.Name)} "
                + MarkdownText.Code(DifferenceWords.Version(change)));
        Findings(text, "Gone", difference.Fixed);
        output.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static string Word(CapabilityChange change) =>
        change.Before is null ? "added" : change.After is null ? "removed" : "changed";

    private static void Findings(StringBuilder text, string title, IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0)
        {
            return;
        }

        text.Append($"\n### {title}\n\n| severity | finding | what | where |\n|---|---|---|---|\n");
        foreach (Finding finding in findings.Take(Most))
        {
            text.Append($"| {ReportWords.Of(finding.Severity)} | {MarkdownText.Code(FindingWords.Rule(finding))} ");
            text.Append($"| {MarkdownText.Escape(FindingWords.Message(finding))} ");
            text.Append($"| {MarkdownText.Code(FindingWords.Where(finding))} |\n");
        }

        More(text, findings.Count);
    }

    private static void Lines<T>(StringBuilder text, string title, IReadOnlyList<T> items, Func<T, string> line)
    {
        if (items.Count == 0)
        {
            return;
        }

        text.Append($"\n### {title}\n\n");
        foreach (T item in items.Take(Most))
        {
            text.Append($"- {line(item)}\n");
        }

        More(text, items.Count);
    }

    private static void More(StringBuilder text, int count) =>
        text.Append(count > Most ? $"\nand {count - Most} more.\n" : string.Empty);
}
