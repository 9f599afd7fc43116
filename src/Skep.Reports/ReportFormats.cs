using Skep.Core;

namespace Skep.Reports;

/// <summary>Every report format, by id.</summary>
public static class ReportFormats
{
    public static IReadOnlyList<IReportWriter> All { get; } =
    [
        new Json.JsonReportWriter(),
        new Table.TableReportWriter(),
    ];

    public static IReportWriter? Find(string id) => All.FirstOrDefault(format => format.Id == id);
}
