using System.Text.Json;
using Skep.Core;
using Skep.Reports.Json;
using Skep.Reports.Text;

namespace Skep.Reports.Difference;

/// <summary>Writes a difference for programs: schema <c>skep-difference</c>, version 1.</summary>
internal static class DifferenceJson
{
    public static void Write(ImageDifference difference, Stream output) =>
        MachineJson.Write(output, json =>
        {
            json.WriteStartObject();
            json.WriteString("schema", "skep-difference");
            json.WriteNumber("version", 1);
            Image(json, "before", difference.Before, difference.BytesBefore);
            Image(json, "after", difference.After, difference.BytesAfter);
            json.Objects("packages", difference.Packages, change =>
            {
                json.WriteString("change", Word(change.Kind));
                json.WriteString("ecosystem", change.Ecosystem.Value);
                json.WriteString("name", change.Name);
                json.Text("before", change.Before);
                json.Text("after", change.After);
            });
            json.WriteStartObject("findings");
            Findings(json, "new", difference.New);
            Findings(json, "fixed", difference.Fixed);
            Findings(json, "still", difference.Still);
            json.WriteEndObject();
            json.Objects("capabilities", difference.Capabilities, change =>
            {
                json.WriteString("kind", change.Kind);
                json.Text("before", change.Before);
                json.Text("after", change.After);
                json.Text("location", change.Location);
            });
            json.Objects("layers", difference.Layers, layer =>
            {
                json.WriteString("change", layer.IsAdded ? "added" : "removed");
                json.Text("instruction", layer.Instruction);
                json.WriteNumber("bytes", layer.Bytes);
            });
            json.Texts("unjudged", difference.Unjudged);
            json.WriteEndObject();
        });

    private static void Image(Utf8JsonWriter json, string name, ScanReport report, long bytes)
    {
        ImageIdentity image = report.Inventory.Image;
        json.WriteStartObject(name);
        json.WriteString("image", image.Name);
        json.Text("manifestDigest", image.ManifestDigest?.ToString());
        json.Text("imageId", image.ImageId?.ToString());
        json.WriteString("scannedAt", report.CreatedAt);
        json.WriteNumber("bytes", bytes);
        json.WriteEndObject();
    }

    private static void Findings(Utf8JsonWriter json, string name, IReadOnlyList<Finding> findings) =>
        json.Objects(name, findings, finding =>
        {
            json.WriteString("id", finding.Id);
            json.WriteString("scanner", FindingWords.Word(finding.Scanner));
            json.WriteString("severity", ReportWords.Of(finding.Severity));
            json.WriteString("rule", FindingWords.Rule(finding));
            json.Text("title", FindingWords.Title(finding));
            json.Text("message", FindingWords.Message(finding));
            json.Text("purl", finding.Purl);
            json.Text("location", finding.Location);
            if (finding.LayerIndex is { } layer)
            {
                json.WriteNumber("layerIndex", layer);
            }
        });

    private static string Word(PackageChangeKind kind) => kind.ToString().ToLowerInvariant();
}
