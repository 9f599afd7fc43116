using System.Globalization;
using System.Text.Json;
using Skep.Core;
using Skep.Reports.Json;
using Skep.Reports.Text;

namespace Skep.Reports.Sarif;

/// <summary>A vulnerability as SARIF's rule.</summary>
internal sealed class SarifRule
{
    private readonly Vulnerability _vulnerability;
    private readonly Severity _severity;
    private readonly bool _isOperatingSystem;

    private SarifRule(IGrouping<string, VulnerabilityFinding> findings)
    {
        VulnerabilityFinding worst = findings.MaxBy(finding => finding.Severity)!;
        _vulnerability = worst.Vulnerability;
        _severity = worst.Severity;
        _isOperatingSystem = ReportWords.IsOperatingSystem(worst.Package.Package.Ecosystem);
    }

    public string Id => _vulnerability.Id;

    public static List<SarifRule> Of(IEnumerable<VulnerabilityFinding> findings) =>
        [.. findings.GroupBy(f => f.Vulnerability.Id).OrderBy(
            g => g.Key, StringComparer.Ordinal).Select(g => new SarifRule(g))];

    public static string Level(Severity severity) => severity switch
    {
        Severity.Critical or Severity.High => "error",
        Severity.Medium => "warning",
        _ => "note",
    };

    public void Write(Utf8JsonWriter json)
    {
        string title = _vulnerability.Title.Length > 0 ? _vulnerability.Title : _vulnerability.Id;
        json.WriteString("id", Id);
        json.WriteString("name", _isOperatingSystem ? "OsPackageVulnerability" : "LanguagePackageVulnerability");
        Message(json, "shortDescription", title);
        Message(json, "fullDescription", _vulnerability.Description.Length > 0 ? _vulnerability.Description : title);
        IReadOnlyList<string> links = MachineJson.Links(_vulnerability.References);
        json.Text("helpUri", links.Count > 0 ? links[0] : null);
        Message(json, "help", string.Join('\n', [title, .. links]));
        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", Level(_severity));
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteString("precision", "very-high");
        json.WriteString("security-severity", SecuritySeverity().ToString("0.0", CultureInfo.InvariantCulture));
        json.Texts("tags", [.. Tags()]);
        json.WriteEndObject();
    }

    public static void Message(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private IEnumerable<string> Tags()
    {
        yield return "security";
        yield return "vulnerability";
        yield return ReportWords.Of(_severity).ToUpperInvariant();
        if (_vulnerability.Kev is not null)
        {
            yield return "known-exploited";
        }

        foreach (string cwe in _vulnerability.Cwes.Distinct())
        {
            yield return "external/cwe/" + cwe.ToLowerInvariant();
        }
    }

    /// <summary>
    /// The CVSS score where it agrees with the severity that counts, else the middle of that severity's range.
    /// </summary>
    /// <remarks>Readers derive the severity from this number; a vendor's word must not be overruled by NVD's
    /// score.</remarks>
    private double SecuritySeverity()
    {
        (double low, double high, double middle) = _severity switch
        {
            Severity.Critical => (9.0, 10.0, 9.5),
            Severity.High => (7.0, 8.9, 8.0),
            Severity.Medium => (4.0, 6.9, 5.5),
            Severity.Low => (0.1, 3.9, 2.0),
            Severity.Negligible => (0.1, 0.1, 0.1),
            _ => (0.0, 0.0, 0.0),
        };
        return _vulnerability.Cvss
            .Where(cvss => cvss.Score >= low && cvss.Score <= high)
            .OrderByDescending(cvss => cvss.Version, StringComparer.Ordinal)
            .Select(cvss => cvss.Score)
            .FirstOrDefault(middle);
    }
}
