using System.Text.Json;
using Skep.Core;
using Skep.Reports.Dockerfiles;
using Skep.Reports.Json;
using Skep.Reports.Text;
using Skep.Reports.Weaknesses;

namespace Skep.Reports.Html;

/// <summary>The findings in the page's JSON; what is known of a vulnerability is written once.</summary>
internal sealed class PageFindings(Utf8JsonWriter json, RebuiltDockerfile dockerfile)
{
    private readonly SortedDictionary<string, Vulnerability> _vulnerabilities = new(StringComparer.Ordinal);

    public void Write(string name, IReadOnlyCollection<(Finding Finding, SuppressedFinding? Aside)> findings) =>
        json.Objects(name, findings, entry =>
        {
            Finding finding = entry.Finding;
            json.WriteString("id", finding.Id);
            json.WriteString("kind", FindingWords.Word(finding.Scanner));
            json.WriteString("severity", ReportWords.Of(finding.Severity));
            json.WriteString("rule", FindingWords.Rule(finding));
            json.Text("title", FindingWords.Title(finding));
            json.Text("where", finding.Location);
            PageJson.Number(json, "layer", finding.LayerIndex);
            json.WriteBoolean("removed", finding.IsRemoved);
            PageJson.Flag(json, "base", finding.IsFromBase);
            json.Text("advice", FindingWords.Advice(finding));
            if (finding is VulnerabilityFinding vulnerability)
            {
                Vulnerability(vulnerability);
            }
            else
            {
                Rule((RuleFinding)finding);
            }

            if (entry.Aside is { } aside)
            {
                json.WriteString("reason", aside.Reason);
                json.WriteString("by", aside.Source);
            }
        });

    /// <summary>What is known of every vulnerability written so far, and its weaknesses in words.</summary>
    public void WriteVulnerabilities()
    {
        json.WriteStartObject("vulnerabilities");
        foreach ((string id, Vulnerability vulnerability) in _vulnerabilities)
        {
            json.WriteStartObject(id);
            Known(vulnerability);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("weaknesses");
        foreach (string cwe in _vulnerabilities.Values.SelectMany(v => v.Cwes).Distinct().Order(StringComparer.Ordinal))
        {
            if (CweNames.Find(cwe) is { } words)
            {
                json.WriteStartArray(cwe);
                json.WriteStringValue(words.English);
                json.WriteStringValue(words.Chinese);
                json.WriteEndArray();
            }
        }

        json.WriteEndObject();
    }

    private void Vulnerability(VulnerabilityFinding finding)
    {
        _vulnerabilities.TryAdd(finding.Vulnerability.Id, finding.Vulnerability);
        Package package = finding.Package.Package;
        json.WriteString("package", package.Name);
        json.WriteString("installed", package.Version);
        json.Text("fixed", finding.FixedVersion);
        json.WriteString("status", PageJson.Word(finding.Status));
        json.Text("source", finding.SeveritySource);
        json.Text("purl", finding.Package.Purl);
        json.Text("owner", finding.Package.OwnedBy);
        json.Text("check", finding.CheckCommand);
        MatchReason match = finding.Match;
        json.WriteStartObject("match");
        json.WriteString("feed", match.Feed);
        json.WriteString("advisory", match.Advisory);
        json.WriteString("scope", match.Scope);
        json.WriteString("name", match.Name);
        json.WriteString("version", match.Version);
        json.WriteString("rule", match.Rule);
        json.WriteEndObject();
    }

    private void Rule(RuleFinding finding)
    {
        Sighting sighting = finding.Sighting;
        json.Text("message", sighting.Message);
        json.Text("subject", sighting.Subject);
        json.Text("owner", finding.OwnedBy);
        json.Text("check", sighting.CheckCommand);
        json.Text("instruction", finding.Instruction);
        json.Texts("engines", finding.Engines);
        json.Text("type", sighting.Malware?.Type);
        json.Text("family", sighting.Malware?.Family);
        PageJson.Number(json, "line", dockerfile.LineOf(finding));
        json.Objects("evidence", sighting.Evidence, evidence =>
        {
            json.WriteNumber("offset", evidence.Offset);
            json.WriteNumber("length", evidence.Length);
            json.WriteNumber("line", evidence.Line);
            json.Text("text", evidence.Text);
        });
        References(sighting.References);
    }

    private void Known(Vulnerability vulnerability)
    {
        json.Text("title", vulnerability.Title);
        json.Text("description", vulnerability.Description);
        json.Texts("aliases", vulnerability.Aliases);
        json.Texts("cwes", vulnerability.Cwes);
        json.Objects("cvss", [.. vulnerability.Cvss.Where(score => double.IsFinite(score.Score))], score =>
        {
            json.WriteString("source", score.Source);
            json.WriteString("version", score.Version);
            json.WriteString("vector", score.Vector);
            json.WriteNumber("score", score.Score);
        });
        if (vulnerability.Epss is { } epss && double.IsFinite(epss))
        {
            json.WriteNumber("epss", epss);
        }

        if (vulnerability.Kev is { } kev)
        {
            json.WriteStartObject("kev");
            json.WriteString("added", kev.Added.ToString("yyyy-MM-dd"));
            json.WriteBoolean("ransomware", kev.UsedByRansomware);
            json.Text("action", kev.RequiredAction);
            json.WriteEndObject();
        }

        if (vulnerability.Published is { } published)
        {
            json.WriteString("published", published.UtcDateTime);
        }

        References(vulnerability.References);
    }

    // A page must not offer to follow what is no web address; other references are shown as words.
    private void References(IReadOnlyList<string> references)
    {
        json.Texts("links", MachineJson.Links(references));
        json.Texts("references", [.. references.Where(text => text.Length > 0 && MachineJson.Link(text) is null)]);
    }
}
