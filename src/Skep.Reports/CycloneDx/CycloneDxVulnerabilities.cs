using System.Globalization;
using System.Text.Json;
using Skep.Core;
using Skep.Reports.Json;
using Skep.Reports.Text;

namespace Skep.Reports.CycloneDx;

/// <summary>
/// Writes the vulnerabilities of one image: one entry a vulnerability, naming every component it affects.
/// </summary>
internal sealed class CycloneDxVulnerabilities(Utf8JsonWriter json, CycloneDxSubject subject)
{
    public void Write()
    {
        var open = subject.Report.Vulnerabilities
            .Where(finding => subject.RefOf(finding.Package) is not null)
            .GroupBy(finding => finding.Vulnerability.Id);
        foreach (IGrouping<string, VulnerabilityFinding> findings in open)
        {
            Entry([.. findings], null);
        }

        var suppressed = SetAside.In<VulnerabilityFinding>(subject.Report)
            .Where(set => subject.RefOf(set.Finding.Package) is not null)
            .GroupBy(set => (set.Finding.Vulnerability.Id, set.Entry.Reason, set.Entry.Source));
        foreach (var entries in suppressed)
        {
            Entry([.. entries.Select(entry => entry.Finding)], entries.First().Entry);
        }
    }

    private void Entry(List<VulnerabilityFinding> findings, SuppressedFinding? suppressed)
    {
        Vulnerability vulnerability = findings[0].Vulnerability;
        json.WriteStartObject();
        string mark = suppressed is null
            ? string.Empty
            : "#" + MachineJson.ShortHash(suppressed.Reason + "\n" + suppressed.Source);
        json.WriteString("bom-ref", $"{subject.Prefix}vulnerability:{vulnerability.Id}{mark}");
        json.WriteString("id", vulnerability.Id);
        Source(findings[0].Match.Feed);
        json.Objects("references", [.. vulnerability.Aliases.Where(alias => alias.Length > 0).Distinct()], alias =>
        {
            json.WriteString("id", alias);
            Source(alias.Split('-', 2)[0]);
        });
        Ratings(findings);
        Cwes(vulnerability);
        json.Text("description", vulnerability.Title.Length > 0 ? vulnerability.Title : vulnerability.Description);
        json.Text("detail", vulnerability.Description);
        json.Text("recommendation", Recommendation(findings));
        json.Objects("advisories", MachineJson.Links(vulnerability.References), link => json.WriteString("url", link));
        Date("published", vulnerability.Published);
        Date("updated", vulnerability.Modified);
        if (suppressed is not null)
        {
            Analysis(suppressed);
        }

        Affects(findings);
        CycloneDxComponents.Properties(json, [.. Properties(vulnerability, findings)]);
        json.WriteEndObject();
    }

    private static IEnumerable<(string Name, string? Value)> Properties(
        Vulnerability vulnerability, List<VulnerabilityFinding> findings)
    {
        yield return ("skep:epss", vulnerability.Epss?.ToString(CultureInfo.InvariantCulture));
        yield return ("skep:epssPercentile", vulnerability.EpssPercentile?.ToString(CultureInfo.InvariantCulture));
        yield return ("skep:kev", vulnerability.Kev?.Added.ToString("yyyy-MM-dd"));
        foreach (VulnerabilityFinding finding in findings)
        {
            yield return ("skep:finding", finding.Id);
            yield return ("skep:status", $"{finding.Package.Package.Name}: {ReportWords.Of(finding.Status)}");
        }
    }

    private static string Recommendation(List<VulnerabilityFinding> findings) => string.Join(
        "; ",
        findings
            .Where(finding => finding.FixedVersion is not null)
            .Select(finding => $"upgrade {finding.Package.Package.Name} to {finding.FixedVersion}")
            .Distinct());

    private void Ratings(List<VulnerabilityFinding> findings)
    {
        json.WriteStartArray("ratings");
        foreach (VulnerabilityFinding finding in findings.DistinctBy(f => (f.Severity, f.SeveritySource)))
        {
            json.WriteStartObject();
            if (finding.SeveritySource.Length > 0)
            {
                Source(finding.SeveritySource);
            }

            json.WriteString(
                "severity", finding.Severity == Severity.Negligible ? "info" : ReportWords.Of(finding.Severity));
            json.WriteEndObject();
        }

        foreach (CvssScore score in findings[0].Vulnerability.Cvss.Where(s => double.IsFinite(s.Score)).Distinct())
        {
            json.WriteStartObject();
            Source(score.Source);
            json.WriteNumber("score", score.Score);
            json.WriteString("method", score.Version switch
            {
                "2.0" => "CVSSv2",
                "3.0" => "CVSSv3",
                "3.1" => "CVSSv31",
                "4.0" => "CVSSv4",
                _ => "other",
            });
            json.WriteString("vector", score.Vector);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static int CweNumber(string cwe)
    {
        ReadOnlySpan<char> digits = cwe.AsSpan(cwe.LastIndexOf('-') + 1);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
    }

    private void Cwes(Vulnerability vulnerability)
    {
        int[] numbers = [.. vulnerability.Cwes
            .Select(CweNumber)
            .Where(number => number > 0)
            .Distinct()];
        if (numbers.Length == 0)
        {
            return;
        }

        json.WriteStartArray("cwes");
        foreach (int number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    /// <remarks>An ignore rule only says that somebody set the finding aside; a state is claimed where VEX claimed
    /// it.</remarks>
    private void Analysis(SuppressedFinding suppressed)
    {
        json.WriteStartObject("analysis");
        if (suppressed.Reason.StartsWith("not affected", StringComparison.Ordinal))
        {
            json.WriteString("state", "not_affected");
        }
        else if (suppressed.Reason.StartsWith("fixed", StringComparison.Ordinal))
        {
            json.WriteString("state", "resolved");
        }

        json.WriteString("detail", $"{suppressed.Reason} ({suppressed.Source})");
        json.WriteEndObject();
    }

    private void Affects(List<VulnerabilityFinding> findings) =>
        json.Objects("affects", [.. findings.DistinctBy(finding => subject.RefOf(finding.Package))], finding =>
        {
            json.WriteString("ref", subject.RefOf(finding.Package));
            if (finding.Package.Package.Version.Length == 0)
            {
                return;
            }

            json.WriteStartArray("versions");
            json.WriteStartObject();
            json.WriteString("version", CycloneDxComponents.Version(finding.Package.Package.Version));
            json.WriteString("status", "affected");
            json.WriteEndObject();
            json.WriteEndArray();
        });

    private void Source(string name)
    {
        json.WriteStartObject("source");
        json.WriteString("name", name);
        json.WriteEndObject();
    }

    private void Date(string name, DateTimeOffset? time)
    {
        if (time is { } value)
        {
            json.WriteString(name, value.UtcDateTime);
        }
    }
}
