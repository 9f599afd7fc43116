using Skep.Core;

namespace Skep.Reports;

/// <summary>Every report format, by id.</summary>
public static class ReportFormats
{
    public static IReadOnlyList<IReportWriter> All { get; } =
    [
        new Csv.CsvReportWriter(),
        new CycloneDx.CycloneDxReportWriter(),
        new GitLab.GitLabReportWriter(),
        new Html.HtmlReportWriter(),
        new Json.JsonReportWriter(),
        new JUnit.JUnitReportWriter(),
        new Markdown.MarkdownReportWriter(),
        new Sarif.SarifReportWriter(),
        new Spdx.SpdxReportWriter(),
        new Table.TableReportWriter(),
    ];

    public static IReportWriter? Find(string id) => All.FirstOrDefault(format => format.Id == id);
}
