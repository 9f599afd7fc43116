using System.Buffers;
using System.Globalization;
using System.Text;
using Skep.Core;
using Skep.Reports.Text;

namespace Skep.Reports.Csv;

/// <summary>Writes one row a finding, of any kind, for spreadsheets.</summary>
/// <remarks>
/// RFC 4180 in UTF-8. A cell that a spreadsheet would take for a formula gets an apostrophe in front: names in an image
/// are chosen by whoever built it.
/// </remarks>
internal sealed class CsvReportWriter : IReportWriter
{
    /// <summary>A spreadsheet's cell holds 32,767 characters.</summary>
    private const int MostRunes = 8_000;

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n ");

    private static readonly string[] Columns =
    [
        "image", "digest", "scanner", "severity", "id", "title", "message", "package", "installed_version",
        "fixed_version", "purl", "path", "layer", "instruction", "from_base", "removed", "known_exploited", "epss",
        "engines", "advice", "status", "set_aside_by", "finding_id",
    ];

    public string Id => "csv";

    public string Description => "one row a finding, for spreadsheets";

    public void Write(IReadOnlyList<ScanReport> reports, Stream output, ReportOptions options)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\r\n" };
        Row(writer, Columns);
        foreach (ScanReport report in reports)
        {
            foreach (Finding finding in FindingWords.Sorted(report.AllFindings
                .Where(finding => options.ShowRemoved || !finding.IsRemoved || finding is RuleFinding)))
            {
                Row(writer, Cells(report, finding, null));
            }

            foreach (SuppressedFinding entry in report.Suppressed)
            {
                Row(writer, Cells(report, entry.Finding, entry));
            }

            foreach (CoverageGap gap in report.Coverage.Gaps)
            {
                Row(writer, Cells(report, gap));
            }
        }
    }

    private static string?[] Cells(ScanReport report, Finding finding, SuppressedFinding? aside)
    {
        var vulnerability = finding as VulnerabilityFinding;
        var rule = finding as RuleFinding;
        Package? package = vulnerability?.Package.Package;
        LayerSummary? layer = report.Inventory.Layers.FirstOrDefault(l => l.Index == finding.LayerIndex);
        return
        [
            report.Inventory.Image.Name,
            report.Inventory.Image.ManifestDigest?.ToString(),
            FindingWords.Word(finding.Scanner),
            ReportWords.Of(finding.Severity),
            FindingWords.Rule(finding),
            FindingWords.Title(finding),
            rule?.Sighting.Message,
            package?.Name,
            package?.Version,
            vulnerability?.FixedVersion,
            finding.Purl,
            finding.Location,
            finding.LayerIndex?.ToString(CultureInfo.InvariantCulture),
            rule is { Instruction.Length: > 0 } ? rule.Instruction : layer?.Instruction,
            finding.IsFromBase is { } isFromBase ? Word(isFromBase) : null,
            Word(finding.IsRemoved),
            vulnerability is null ? null : Word(vulnerability.Vulnerability.Kev is not null),
            vulnerability?.Vulnerability.Epss?.ToString(CultureInfo.InvariantCulture),
            rule is null ? null : string.Join(' ', rule.Engines),
            FindingWords.Advice(finding),
            aside is not null ? "set aside" : vulnerability is null ? "open" : ReportWords.Of(vulnerability.Status),
            aside is null ? null : $"{aside.Source}: {aside.Reason}",
            finding.Id,
        ];
    }

    // What was not judged is a row as well: an empty table would look clean.
    private static string?[] Cells(ScanReport report, CoverageGap gap)
    {
        string?[] cells = new string?[Columns.Length];
        cells[0] = report.Inventory.Image.Name;
        cells[1] = report.Inventory.Image.ManifestDigest?.ToString();
        cells[2] = "coverage";
        cells[4] = gap.Code;
        cells[6] = gap.Message;
        cells[19] = gap.Hint;
        cells[20] = "not judged";
        return cells;
    }

    private static string Word(bool value) => value ? "yes" : "no";

    private static void Row(TextWriter writer, IReadOnlyList<string?> cells) =>
        writer.WriteLine(string.Join(',', cells.Select(Cell)));

    internal static string Cell(string? text)
    {
        string clean = DisplayText.CleanUpTo(text, MostRunes);
        if (clean.Length > 0 && clean[0] is '=' or '+' or '-' or '@' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20')
        {
            clean = "'" + clean;
        }

        return clean.AsSpan().ContainsAny(Quoted)
            ? $"\"{clean.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : clean;
    }
}
