using System.Text.Json;
using Skep.Core;
using Skep.Reports.Json;
using Skep.Reports.Text;

namespace Skep.Reports.Sarif;

/// <summary>A finding as SARIF's result.</summary>
internal sealed class SarifResult(Utf8JsonWriter json, ImageInventory inventory, IReadOnlyDictionary<string, int> rules)
{
    /// <summary>The image's root directory, to which locations are relative.</summary>
    public const string BaseId = "IMAGEROOT";

    public void Write(VulnerabilityFinding finding, SuppressedFinding? suppressed)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Vulnerability.Id);
        json.WriteNumber("ruleIndex", rules[finding.Vulnerability.Id]);
        json.WriteString("level", SarifRule.Level(finding.Severity));
        SarifRule.Message(json, "message", Sentence(finding));
        Location(finding.Package);
        json.WriteStartObject("partialFingerprints");
        json.WriteString("skepFindingId/v1", finding.Id);

        // The one GitHub looks at.
        json.WriteString("primaryLocationLineHash", finding.Id + ":1");
        json.WriteEndObject();
        if (suppressed is not null)
        {
            json.WriteStartArray("suppressions");
            json.WriteStartObject();
            json.WriteString("kind", "external");
            json.WriteString("status", "accepted");
            json.WriteString("justification", $"{suppressed.Reason} ({suppressed.Source})");
            json.WriteEndObject();
            json.WriteEndArray();
        }

        Properties(finding);
        json.WriteEndObject();
    }

    private static string Sentence(VulnerabilityFinding finding)
    {
        Package package = finding.Package.Package;
        string fix = finding.FixedVersion is { } version
            ? $"Fixed in {version}."
            : $"Status: {ReportWords.Of(finding.Status)}.";
        string title = finding.Vulnerability.Title.Length > 0
            ? ": " + finding.Vulnerability.Title.TrimEnd('.')
            : string.Empty;
        return $"{package.Name} {package.Version} ({package.Ecosystem}) has {finding.Vulnerability.Id}{title}. {fix}";
    }

    private void Location(ImagePackage package)
    {
        LayerSummary? layer = inventory.Layers.FirstOrDefault(l => l.Index == package.LayerIndex);
        string digest = (layer?.DiffId ?? layer?.Digest)?.ToString() ?? string.Empty;
        string file = package.Package.Location.Split('!', 2)[0];
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", file.Length > 0 ? MachineJson.UriPath(file) : ".");
        json.WriteString("uriBaseId", BaseId);
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", 1);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        json.WriteString("fullyQualifiedName", $"{inventory.Image.Name}@{digest}:/{package.Package.Location}");
        json.WriteString("kind", "resource");
        json.WriteEndObject();
        json.WriteEndArray();
        if (layer is not null)
        {
            SarifRule.Message(json, "message", $"layer {layer.Index}: {layer.Instruction}".TrimEnd(' ', ':'));
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void Properties(VulnerabilityFinding finding)
    {
        json.WriteStartObject("properties");
        json.WriteString("severity", ReportWords.Of(finding.Severity));
        json.Text("severitySource", finding.SeveritySource);
        json.Text("purl", finding.Package.Purl);
        json.WriteString("package", finding.Package.Package.Name);
        json.WriteString("installedVersion", finding.Package.Package.Version);
        json.Text("fixedVersion", finding.FixedVersion);
        json.Text("remediation", finding.Remediation);
        json.Texts("aliases", finding.Vulnerability.Aliases);
        json.WriteEndObject();
    }
}
