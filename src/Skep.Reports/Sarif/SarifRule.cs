using System.Globalization;
using System.Text.Json;
using Skep.Core;
using Skep.Reports.Json;
using Skep.Reports.Text;

namespace Skep.Reports.Sarif;

/// <summary>A vulnerability, or a rule of ours, as SARIF's rule.</summary>
/// <param name="Name">The kind, in Pascal case as SARIF wants it.</param>
/// <param name="Severity">The worst of its findings.</param>
internal sealed record SarifRule(string Id, string Name, Severity Severity)
{
    public required string Title { get; init; }

    public required string Description { get; init; }

    public string Help { get; init; } = string.Empty;

    public IReadOnlyList<string> Links { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    public required double SecuritySeverity { get; init; }

    public static List<SarifRule> Of(IEnumerable<Finding> findings) =>
    [
        .. findings
            .GroupBy(FindingWords.Rule, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.MaxBy(finding => finding.Severity)! switch
            {
                VulnerabilityFinding worst => Of(worst),
                var worst => Of((RuleFinding)worst),
            }),
    ];

    public static string Level(Severity severity) => severity switch
    {
        Severity.Critical or Severity.High => "error",
        Severity.Medium => "warning",
        _ => "note",
    };

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("id", Id);
        json.WriteString("name", Name);
        Message(json, "shortDescription", Title);
        Message(json, "fullDescription", Description);
        json.Text("helpUri", Links.Count > 0 ? Links[0] : null);
        Message(json, "help", string.Join('\n', new[] { Title, Help }.Where(text => text.Length > 0).Concat(Links)));
        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", Level(Severity));
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteString("precision", "very-high");
        json.WriteString("security-severity", SecuritySeverity.ToString("0.0", CultureInfo.InvariantCulture));
        json.Texts("tags", Tags);
        json.WriteEndObject();
    }

    public static void Message(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static SarifRule Of(VulnerabilityFinding worst)
    {
        Vulnerability vulnerability = worst.Vulnerability;
        string title = vulnerability.Title.Length > 0 ? vulnerability.Title : vulnerability.Id;
        bool isSystem = ReportWords.IsOperatingSystem(worst.Package.Package.Ecosystem);
        string[] exploited = vulnerability.Kev is null ? [] : ["known-exploited"];
        return new SarifRule(
            vulnerability.Id, isSystem ? "OsPackageVulnerability" : "LanguagePackageVulnerability", worst.Severity)
        {
            Title = title,
            Description = vulnerability.Description.Length > 0 ? vulnerability.Description : title,
            Links = MachineJson.Links(vulnerability.References),
            SecuritySeverity = Score(worst.Severity, vulnerability.Cvss),
            Tags =
            [
                "security", "vulnerability", ReportWords.Of(worst.Severity).ToUpperInvariant(),
                .. exploited,
                .. vulnerability.Cwes.Distinct().Select(cwe => "external/cwe/" + cwe.ToLowerInvariant()),
            ],
        };
    }

    private static SarifRule Of(RuleFinding worst)
    {
        Sighting sighting = worst.Sighting;
        string title = sighting.Title.Length > 0 ? sighting.Title : FindingWords.Rule(worst);
        string name = sighting.Scanner switch
        {
            Scanner.Config => "Misconfiguration",
            Scanner.Webshell => "WebShell",
            var scanner => scanner.ToString(),
        };
        return new SarifRule(FindingWords.Rule(worst), name, worst.Severity)
        {
            Title = title,
            Description = sighting.Advice.Length > 0 ? $"{title}. {sighting.Advice.TrimEnd('.')}." : title,
            Help = sighting.Advice,
            Links = MachineJson.Links(sighting.References),
            SecuritySeverity = Score(worst.Severity, []),
            Tags =
            [
                "security", FindingWords.Word(sighting.Scanner), ReportWords.Of(worst.Severity).ToUpperInvariant(),
                .. sighting.References.Where(text => text.Length > 0 && MachineJson.Link(text) is null).Distinct(),
            ],
        };
    }

    /// <summary>
    /// The CVSS score where it agrees with the severity that counts, else the middle of that severity's range.
    /// </summary>
    /// <remarks>Readers derive the severity from this number; a vendor's word must not be overruled by NVD's
    /// score.</remarks>
    private static double Score(Severity severity, IReadOnlyList<CvssScore> scores)
    {
        (double low, double high, double middle) = severity switch
        {
            Severity.Critical => (9.0, 10.0, 9.5),
            Severity.High => (7.0, 8.9, 8.0),
            Severity.Medium => (4.0, 6.9, 5.5),
            Severity.Low => (0.1, 3.9, 2.0),
            Severity.Negligible => (0.1, 0.1, 0.1),
            _ => (0.0, 0.0, 0.0),
        };
        return scores
            .Where(cvss => cvss.Score >= low && cvss.Score <= high)
            .OrderByDescending(cvss => cvss.Version, StringComparer.Ordinal)
            .Select(cvss => cvss.Score)
            .FirstOrDefault(middle);
    }
}
