using System.Text.Json;
using Skep.Core;
using Skep.Reports.Json;
using Skep.Reports.Text;

namespace Skep.Reports.Sarif;

/// <summary>A finding as SARIF's result.</summary>
internal sealed class SarifResult(Utf8JsonWriter json, ImageInventory inventory, IReadOnlyDictionary<string, int> rules)
{
    private readonly SarifLocations _locations = new(json, inventory);

    public void Write(Finding finding, SuppressedFinding? suppressed)
    {
        string rule = FindingWords.Rule(finding);
        json.WriteStartObject();
        json.WriteString("ruleId", rule);
        json.WriteNumber("ruleIndex", rules[rule]);
        json.WriteString("level", SarifRule.Level(finding.Severity));
        SarifRule.Message(json, "message", Sentence(finding));
        _locations.Write(finding);
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

    private static string Sentence(Finding finding)
    {
        string title = FindingWords.Title(finding).TrimEnd('.');
        if (finding is not VulnerabilityFinding { Package.Package: var package } vulnerability)
        {
            string advice = FindingWords.Advice(finding).TrimEnd('.');
            string sentence = $"{title}: {FindingWords.Message(finding).TrimEnd('.')}.";
            return advice.Length > 0 ? $"{sentence} {advice}." : sentence;
        }

        string fix = vulnerability.FixedVersion is { } version
            ? $"Fixed in {version}."
            : $"Status: {ReportWords.Of(vulnerability.Status)}.";
        string what = title.Length > 0 ? ": " + title : string.Empty;
        string id = vulnerability.Vulnerability.Id;
        return $"{package.Name} {package.Version} ({package.Ecosystem}) has {id}{what}. {fix}";
    }

    private void Properties(Finding finding)
    {
        json.WriteStartObject("properties");
        json.WriteString("severity", ReportWords.Of(finding.Severity));
        switch (finding)
        {
            case VulnerabilityFinding vulnerability:
                json.Text("severitySource", vulnerability.SeveritySource);
                json.Text("purl", vulnerability.Package.Purl);
                json.WriteString("package", vulnerability.Package.Package.Name);
                json.WriteString("installedVersion", vulnerability.Package.Package.Version);
                json.Text("fixedVersion", vulnerability.FixedVersion);
                json.Text("remediation", vulnerability.Remediation);
                json.Texts("aliases", vulnerability.Vulnerability.Aliases);
                break;
            case RuleFinding { Sighting: var sighting } rule:
                json.WriteString("scanner", FindingWords.Word(sighting.Scanner));
                json.Text("subject", sighting.Subject);
                json.Text("advice", sighting.Advice);
                json.Text("checkCommand", sighting.CheckCommand);
                json.Text("malwareType", sighting.Malware?.Type);
                json.Text("malwareFamily", sighting.Malware?.Family);
                json.Text("fingerprint", sighting.Fingerprint);
                json.Texts("engines", rule.Engines);
                json.Text("ownedBy", rule.OwnedBy);
                break;
        }

        if (finding.IsRemoved)
        {
            json.WriteBoolean("isRemoved", true);
        }

        if (finding.IsFromBase is { } isFromBase)
        {
            json.WriteBoolean("isFromBase", isFromBase);
        }

        json.WriteEndObject();
    }
}
