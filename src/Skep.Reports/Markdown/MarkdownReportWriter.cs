using System.Text;
using Skep.Core;
using Skep.Reports.Table;
using Skep.Reports.Text;

namespace Skep.Reports.Markdown;

/// <summary>Writes a comment for a pull request: what matters first, the rest folded away.</summary>
/// <remarks>
/// GitHub refuses comments above 65,536 characters: the whole stays below <see cref="MaxBytes"/>, and says what it
/// left out.
/// </remarks>
internal sealed class MarkdownReportWriter : IReportWriter
{
    public const int MaxBytes = 60_000;

    private const int MostImportant = 10;

    /// <summary>What an image needs without its list of findings.</summary>
    private const int Reserve = 6_000;

    private const int MaxGaps = 8;

    public string Id => "markdown";

    public string Description => "comment for a pull request, at most 60 KB";

    public void Write(IReadOnlyList<ScanReport> reports, Stream output, ReportOptions options)
    {
        var text = new StringBuilder();
        int shown = 0;
        foreach (ScanReport report in reports)
        {
            string part = Part(report, options, (MaxBytes / reports.Count) - Reserve);
            if (Encoding.UTF8.GetByteCount(part) + Encoding.UTF8.GetByteCount(text.ToString()) > MaxBytes - 200)
            {
                break;
            }

            text.Append(shown == 0 ? string.Empty : "\n").Append(part);
            shown++;
        }

        if (shown < reports.Count)
        {
            text.Append($"\n{ReportWords.Count(reports.Count - shown, "more image")} not shown.\n");
        }
        else if (reports.Count == 0)
        {
            text.Append("No image was scanned.\n");
        }

        output.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static string Part(ScanReport report, ReportOptions options, int budget)
    {
        List<Finding> findings = [.. FindingWords.Sorted(report.AllFindings
            .Where(finding => options.ShowRemoved || !finding.IsRemoved || finding is RuleFinding))];
        var text = new StringBuilder();
        text.Append($"## Skep: {MarkdownText.Escape(report.Inventory.Image.Name)}\n\n");
        Verdict(text, report);
        Summary(text, report, findings);
        Gaps(text, report);
        if (findings.Count > 0)
        {
            text.Append("\n### Most important\n\n");
            Table(text, report, findings.Take(MostImportant), int.MaxValue);
        }

        if (findings.Count > MostImportant)
        {
            text.Append($"\n<details><summary>{findings.Count - MostImportant} more findings</summary>\n\n");
            Table(text, report, findings.Skip(MostImportant), budget);
            text.Append("\n</details>\n");
        }

        if (report.Suppressed.Count > 0)
        {
            text.Append($"\n{report.Suppressed.Count} set aside by ignore rules or VEX.\n");
        }

        return text.ToString();
    }

    private static void Verdict(StringBuilder text, ScanReport report)
    {
        if (report.Policy is { } policy)
        {
            text.Append($"**{ReportWords.Of(policy.Verdict).ToUpperInvariant()}** by policy ");
            text.Append(MarkdownText.Code(policy.Policy));
            if (PolicySection.Decided(policy) is { } rule)
            {
                text.Append($", rule {MarkdownText.Code(rule.Name)}: {MarkdownText.Escape(rule.Reason)}");
                text.Append(rule.Message.Length > 0 ? $"\n\n> {MarkdownText.Escape(rule.Message)}" : string.Empty);
            }

            text.Append("\n\n");
        }
    }

    private static void Summary(StringBuilder text, ScanReport report, List<Finding> findings)
    {
        text.Append("| | critical | high | medium | low | other |\n|---|--:|--:|--:|--:|--:|\n");
        foreach (Scanner scanner in FindingWords.Scanners)
        {
            List<Finding> found = [.. findings.Where(finding => finding.Scanner == scanner)];
            if (found.Count == 0 && !report.Coverage.Scanners.Contains(scanner))
            {
                continue;
            }

            text.Append($"| {FindingWords.Of(scanner)}");
            foreach (Severity severity in ReportWords.Severities.Where(severity => severity >= Severity.Low))
            {
                text.Append($" | {found.Count(finding => finding.Severity == severity)}");
            }

            text.Append($" | {found.Count(finding => finding.Severity < Severity.Low)} |\n");
        }

        if (report.Inventory.Base is { } image)
        {
            int ofBase = findings.Count(finding => finding.IsFromBase is true);
            int own = findings.Count(finding => finding.IsFromBase is false);
            string old = image.IsOutdated ? ", which has been replaced by a newer one" : string.Empty;
            text.Append($"\n{ofBase} from the base {MarkdownText.Code(image.Name)}{old}; {own} added by you.\n");
        }
    }

    private static void Gaps(StringBuilder text, ScanReport report)
    {
        string[] gaps =
        [
            .. report.Coverage.Gaps.Select(gap => gap.Message),
            .. EngineWords.NotRun(report.Coverage).Select(EngineWords.Sentence),
        ];
        if (gaps.Length == 0)
        {
            return;
        }

        text.Append("\n**Not everything could be judged**\n\n");
        foreach (string gap in gaps.Take(MaxGaps))
        {
            text.Append($"- {MarkdownText.Escape(gap)}\n");
        }

        text.Append(gaps.Length > MaxGaps ? $"- and {gaps.Length - MaxGaps} more\n" : string.Empty);
    }

    private static void Table(StringBuilder text, ScanReport report, IEnumerable<Finding> findings, int budget)
    {
        text.Append("| severity | finding | what | where | what to do |\n|---|---|---|---|---|\n");
        int used = Encoding.UTF8.GetByteCount(text.ToString());
        int left = 0;
        foreach (Finding finding in findings)
        {
            string row = Row(report, finding);
            used += Encoding.UTF8.GetByteCount(row);
            if (used > budget)
            {
                left++;
            }
            else
            {
                text.Append(row);
            }
        }

        text.Append(left > 0 ? $"\nand {left} more, which do not fit here.\n" : string.Empty);
    }

    private static string Row(ScanReport report, Finding finding)
    {
        string advice = finding is VulnerabilityFinding
            ? MarkdownText.Code(FindingWords.Advice(finding))
            : MarkdownText.Escape(FindingWords.Advice(finding));
        string layer = finding.LayerIndex is { } index ? $", layer {index}" : string.Empty;
        string origin = FindingWords.Origin(finding, report.Inventory.Base);
        return $"| {ReportWords.Of(finding.Severity)} | {MarkdownText.Code(FindingWords.Rule(finding))} "
            + $"| {MarkdownText.Escape(FindingWords.Message(finding))} "
            + $"| {MarkdownText.Code(FindingWords.Where(finding))}{layer}"
            + $"{(origin.Length > 0 ? ", " + MarkdownText.Escape(origin) : string.Empty)} | {advice} |\n";
    }
}
