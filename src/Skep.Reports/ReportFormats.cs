using Skep.Core;

namespace Skep.Reports;

/// <summary>Every report format, by id.</summary>
public static class ReportFormats
{
    public static IReadOnlyList<IReportWriter> All { get; } =
    [
        new CycloneDx.CycloneDxReportWriter(),
        new Json.JsonReportWriter(),
        new Sarif.SarifReportWriter(),
        new Spdx.SpdxReportWriter(),
        new Table.TableReportWriter(),
    ];

    public static IReportWriter? Find(string id) => All.FirstOrDefault(format => format.Id == id);
}
