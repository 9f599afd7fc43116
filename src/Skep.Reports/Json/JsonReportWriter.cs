using System.Text.Encodings.Web;
using System.Text.Json;
using Skep.Core;

namespace Skep.Reports.Json;

/// <summary>Writes everything a scan knows, in Skep's own documented shape.</summary>
internal sealed class JsonReportWriter : IReportWriter
{
    // Relaxed keeps Chinese and '<' readable; control characters are escaped all the same. Nobody embeds this in HTML.
    private static readonly ReportJsonContext Context =
        new(new JsonSerializerOptions(ReportJsonContext.Default.Options)
        {
            Encoder =
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping
        });

    public string Id => "json";

    public string Description => "everything, in Skep's own documented shape (skep convert reads it)";

    public void Write(IReadOnlyList<ScanReport> reports, Stream output, ReportOptions options)
    {
        JsonSerializer.Serialize(output, DocumentWriter.Document(reports), Context.ReportDocument);
        output.WriteByte((byte)'\n');
    }
}
