using System.Text.Json;
using Skep.Core;
using Skep.Reports.Json;

namespace Skep.Reports.CycloneDx;

/// <summary>Writes a CycloneDX 1.6 bill of materials with vulnerabilities.</summary>
/// <remarks>
/// Specification: <see href="https://cyclonedx.org/docs/1.6/json/"/>. One image is the document's subject; several are
/// components of type container that hold their packages. Component names are the ecosystem's whole names
/// (<c>group:artifact</c>, <c>@scope/name</c>); the purl splits them.
/// </remarks>
internal sealed class CycloneDxReportWriter : IReportWriter
{
    public string Id => "cyclonedx";

    public string Description => "CycloneDX 1.6: bill of materials with vulnerabilities";

    public void Write(IReadOnlyList<ScanReport> reports, Stream output, ReportOptions options) =>
        MachineJson.Write(output, json =>
        {
            CycloneDxSubject[] subjects = [.. reports.Select((report, i) =>
                new CycloneDxSubject(report, reports.Count == 1 ? string.Empty : $"image{i}:", options.ShowRemoved))];
            json.WriteStartObject();
            json.WriteString("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
            json.WriteString("bomFormat", "CycloneDX");
            json.WriteString("specVersion", "1.6");
            json.WriteString("serialNumber", "urn:uuid:" + MachineJson.ContentId(reports));
            json.WriteNumber("version", 1);
            Metadata(json, subjects);
            json.WriteStartArray("components");
            foreach (CycloneDxSubject subject in subjects)
            {
                Subject(json, subject, isOnly: subjects.Length == 1);
            }

            json.WriteEndArray();
            json.Objects("dependencies", subjects, subject =>
            {
                json.WriteString("ref", subject.ImageRef);
                json.Texts("dependsOn", subject.ComponentRefs);
            });
            json.WriteStartArray("vulnerabilities");
            foreach (CycloneDxSubject subject in subjects)
            {
                new CycloneDxVulnerabilities(json, subject).Write();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });

    private static void Metadata(Utf8JsonWriter json, CycloneDxSubject[] subjects)
    {
        json.WriteStartObject("metadata");
        if (subjects.Length > 0)
        {
            json.WriteString("timestamp", subjects.Max(subject => subject.Report.CreatedAt).UtcDateTime);
        }

        json.WriteStartObject("tools");
        json.WriteStartArray("components");
        json.WriteStartObject();
        json.WriteString("type", "application");
        json.WriteString("name", "skep");
        json.Text("version", subjects.FirstOrDefault()?.Report.SkepVersion);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        if (subjects is [{ } only])
        {
            json.WriteStartObject("component");
            new CycloneDxComponents(json, only).Image();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Subject(Utf8JsonWriter json, CycloneDxSubject subject, bool isOnly)
    {
        var components = new CycloneDxComponents(json, subject);
        if (isOnly)
        {
            components.All();
            return;
        }

        json.WriteStartObject();
        components.Image();
        json.WriteStartArray("components");
        components.All();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
