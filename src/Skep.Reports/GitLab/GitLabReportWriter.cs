using System.Globalization;
using System.Text.Json;
using Skep.Core;
using Skep.Reports.Json;

namespace Skep.Reports.GitLab;

/// <summary>Writes GitLab's container scanning report, schema 15: vulnerabilities and nothing else.</summary>
/// <remarks>
/// Schema: <see href="https://gitlab.com/gitlab-org/security-products/security-report-schemas"/>. Other findings have
/// no place in a report of this type; what could not be judged and what was set aside are messages of the scan.
/// </remarks>
internal sealed class GitLabReportWriter : IReportWriter
{
    private const int MaxName = 255;
    private const int MaxSolution = 7_000;
    private const int MaxIdentifiers = 20;
    private const int MaxDescription = 100_000;

    public string Id => "gitlab";

    public string Description => "GitLab container scanning report (schema 15)";

    public void Write(IReadOnlyList<ScanReport> reports, Stream output, ReportOptions options) =>
        MachineJson.Write(output, json =>
        {
            json.WriteStartObject();
            json.WriteString("version", "15.0.7");
            Scan(json, reports);
            var ids = new HashSet<string>(StringComparer.Ordinal);
            json.WriteStartArray("vulnerabilities");
            foreach (ScanReport report in reports)
            {
                foreach (VulnerabilityFinding finding in report.Vulnerabilities
                    .Where(finding => options.ShowRemoved || !finding.Package.IsRemoved))
                {
                    json.WriteStartObject();
                    Vulnerability(json, report, finding, Unique(ids, report, finding));
                    json.WriteEndObject();
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });

    private static void Scan(Utf8JsonWriter json, IReadOnlyList<ScanReport> reports)
    {
        DateTimeOffset time = reports.Count == 0 ? DateTimeOffset.UnixEpoch : reports.Max(report => report.CreatedAt);
        string version = reports.Count == 0 ? "0" : reports[0].SkepVersion;
        json.WriteStartObject("scan");
        foreach (string part in new[] { "analyzer", "scanner" })
        {
            json.WriteStartObject(part);
            json.WriteString("id", "skep");
            json.WriteString("name", "Skep");
            json.WriteString("version", version);
            json.WriteStartObject("vendor");
            json.WriteString("name", "Skep");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteString("type", "container_scanning");
        json.WriteString("start_time", Time(time));
        json.WriteString("end_time", Time(time));
        json.WriteString("status", "success");
        (string Level, string Text)[] messages = [.. reports.SelectMany(Messages).Where(m => m.Text.Length > 0)];
        json.Objects("messages", messages, message =>
        {
            json.WriteString("level", message.Level);
            json.WriteString("value", message.Text);
        });
        json.WriteEndObject();
    }

    private static IEnumerable<(string Level, string Text)> Messages(ScanReport report)
    {
        string name = report.Inventory.Image.Name;
        foreach (CoverageGap gap in report.Coverage.Gaps)
        {
            yield return ("warn", $"{name}: not judged: {gap.Message}");
        }

        if (SetAside.In<VulnerabilityFinding>(report) is { Count: > 0 } aside)
        {
            yield return ("info", $"{name}: {aside.Count} set aside by ignore rules or VEX");
        }
    }

    private static void Vulnerability(Utf8JsonWriter json, ScanReport report, VulnerabilityFinding finding, string id)
    {
        Vulnerability vulnerability = finding.Vulnerability;
        Package package = finding.Package.Package;
        json.WriteString("id", id);
        json.WriteString("name", Cut($"{vulnerability.Id} in {package.Name}-{package.Version}", MaxName));
        json.Text("description", Cut(Described(vulnerability), MaxDescription));
        json.WriteString("severity", Word(finding.Severity));
        json.Text("solution", Cut(Solution(finding), MaxSolution));
        json.WriteStartObject("location");
        json.WriteStartObject("dependency");
        json.WriteStartObject("package");
        json.WriteString("name", package.Name);
        json.WriteEndObject();
        json.WriteString("version", package.Version);
        json.WriteEndObject();
        string system = report.Inventory.Distribution is { } distribution
            ? $"{distribution.Id} {distribution.VersionId}".Trim()
            : string.Empty;
        json.WriteString("operating_system", system.Length > 0 ? system : "unknown");
        json.WriteString("image", report.Inventory.Image.Name.Length > 0 ? report.Inventory.Image.Name : "unnamed");
        json.WriteEndObject();
        Identifiers(json, vulnerability);
        json.Objects(
            "links", MachineJson.Links(vulnerability.References), link => json.WriteString("url", link));
    }

    private static void Identifiers(Utf8JsonWriter json, Vulnerability vulnerability)
    {
        IEnumerable<string> names = vulnerability.Aliases.Prepend(vulnerability.Id)
            .Where(name => name.Length > 0)
            .Concat(vulnerability.Cwes.Where(cwe => CweNumber(cwe) is not null))
            .DefaultIfEmpty("unknown")
            .Distinct(StringComparer.Ordinal)
            .Take(MaxIdentifiers);
        json.Objects("identifiers", [.. names], name =>
        {
            (string type, string? url) = Identifier(name);
            json.WriteString("type", type);
            json.WriteString("name", Cut(name, MaxName));
            json.WriteString("value", type == "cwe" ? CweNumber(name)! : Cut(name, MaxName));
            json.Text("url", url is null ? null : MachineJson.Link(url));
        });
    }

    private static (string Type, string? Url) Identifier(string name) => name.Split('-', 2)[0] switch
    {
        "CVE" => ("cve", "https://nvd.nist.gov/vuln/detail/" + Uri.EscapeDataString(name)),
        "GHSA" => ("ghsa", "https://github.com/advisories/" + Uri.EscapeDataString(name)),
        "CWE" when CweNumber(name) is { } number => ("cwe", $"https://cwe.mitre.org/data/definitions/{number}.html"),
        "USN" => ("usn", null),
        "RHSA" => ("rhsa", null),
        "OSVDB" => ("osvdb", null),
        _ => ("other", null),
    };

    private static string? CweNumber(string name) =>
        name.StartsWith("CWE-", StringComparison.Ordinal) && name.Length is > 4 and < 10
        && name[4..].All(char.IsAsciiDigit)
            ? name[4..]
            : null;

    private static string Described(Vulnerability vulnerability) =>
        vulnerability.Description.Length > 0 ? vulnerability.Description : vulnerability.Title;

    private static string Solution(VulnerabilityFinding finding) =>
        finding.Remediation is { Length: > 0 } command ? command
        : finding.FixedVersion is { } version ? $"Upgrade {finding.Package.Package.Name} to {version}"
        : string.Empty;

    private static string Word(Severity severity) => severity switch
    {
        Severity.Critical => "Critical",
        Severity.High => "High",
        Severity.Medium => "Medium",
        Severity.Low => "Low",
        Severity.Negligible => "Info",
        _ => "Unknown",
    };

    // A finding's id is unique in an image; the report may be of several, and a stored report of anybody's.
    private static string Unique(HashSet<string> used, ScanReport report, VulnerabilityFinding finding)
    {
        string id = finding.Id.Length > 0 ? finding.Id : "finding";
        for (int number = 1; !used.Add(id); number++)
        {
            id = MachineJson.ShortHash($"{report.Inventory.Image.Name}\n{finding.Id}\n{number}");
        }

        return id;
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    // Never in the middle of a surrogate pair.
    private static string Cut(string text, int length) =>
        text.Length <= length ? text
        : char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)]
        : text[..length];
}
