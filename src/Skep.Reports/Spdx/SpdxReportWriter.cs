using System.Globalization;
using System.Text.Json;
using Skep.Core;
using Skep.Reports.Json;

namespace Skep.Reports.Spdx;

/// <summary>Writes an SPDX 2.3 document in JSON: what is in the image, without its vulnerabilities.</summary>
/// <remarks>
/// Specification: <see href="https://spdx.github.io/spdx-spec/v2.3/"/>. The document describes each image, and each
/// image contains its operating system and packages.
/// </remarks>
internal sealed class SpdxReportWriter : IReportWriter
{
    public string Id => "spdx";

    public string Description => "SPDX 2.3 (JSON): bill of materials";

    public void Write(IReadOnlyList<ScanReport> reports, Stream output, ReportOptions options) =>
        MachineJson.Write(output, json =>
        {
            var licenses = new SpdxLicenses();
            SpdxImage[] images = [.. reports.Select((report, i) =>
                new SpdxImage(report, reports.Count == 1 ? string.Empty : $"{i}-", options.ShowRemoved, licenses))];
            string name = reports.Count == 1 ? reports[0].Inventory.Image.Name : $"{reports.Count} images";
            json.WriteStartObject();
            json.WriteString("spdxVersion", "SPDX-2.3");
            json.WriteString("dataLicense", "CC0-1.0");
            json.WriteString("SPDXID", "SPDXRef-DOCUMENT");
            json.WriteString("name", name.Length == 0 ? "image" : name);
            json.WriteString("documentNamespace", "urn:uuid:" + MachineJson.ContentId(reports));
            CreationInfo(json, reports);
            json.WriteStartArray("packages");
            foreach (SpdxImage image in images)
            {
                image.WritePackages(json);
            }

            json.WriteEndArray();
            json.WriteStartArray("relationships");
            foreach (SpdxImage image in images)
            {
                image.WriteRelationships(json);
            }

            json.WriteEndArray();
            licenses.WriteExtracted(json);
            json.WriteEndObject();
        });

    private static void CreationInfo(Utf8JsonWriter json, IReadOnlyList<ScanReport> reports)
    {
        DateTimeOffset created = reports.Count == 0
            ? DateTimeOffset.UnixEpoch
            : reports.Max(report => report.CreatedAt);
        json.WriteStartObject("creationInfo");
        json.WriteString(
            "created", created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteStartArray("creators");
        json.WriteStringValue("Tool: skep" + (reports.Count == 0 ? string.Empty : "-" + reports[0].SkepVersion));
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
