using Skep.Core;

namespace Skep.Reports.Difference;

/// <summary>Writes differences, in each format there is for them.</summary>
public static class DifferenceFormats
{
    public static IReadOnlyList<string> Ids { get; } = ["json", "markdown", "table"];

    public static void Write(ImageDifference difference, string format, Stream output, ReportOptions options)
    {
        switch (format)
        {
            case "json":
                DifferenceJson.Write(difference, output);
                break;
            case "markdown":
                DifferenceMarkdown.Write(difference, output);
                break;
            default:
                DifferenceTable.Write(difference, output, options);
                break;
        }
    }
}
