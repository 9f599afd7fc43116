using System.Text.Json;
using System.Text.RegularExpressions;
using Skep.Advisories.Model;
using Skep.Advisories.Scoring;
using Skep.Core;

namespace Skep.Advisories.Feeds.Osv;

/// <summary>One OSV record, read.</summary>
internal sealed partial record OsvRecord(Advisory Advisory, IReadOnlyList<string> Ecosystems)
{
    // Publishers whose records are notices: an update that fixes the listed vulnerabilities.
    private static readonly string[] Notices =
    [
        "ALSA-",
        "RLSA-",
        "RXSA-",
        "RHSA-",
        "SUSE-",
        "openSUSE-",
        "USN-",
        "MGASA-",
        "ELSA-",
        "DSA-",
        "DLA-",
        "DTSA-",
        "LSN-",
        "OESA-",
    ];

    // Updates without a security content: bug fixes and enhancements.
    private static readonly string[] NotSecurity = ["ALBA-", "ALEA-", "RLBA-", "RLEA-", "RHBA-", "RHEA-"];

    public static OsvRecord? Read(JsonElement record)
    {
        if (record.Text("id") is not { Length: > 0 } id)
        {
            return null;
        }

        var ecosystems = new List<string>();
        string title = record.Text("summary") ?? string.Empty;
        var affected = new List<AffectedPackage>();
        foreach (JsonElement item in record.Items("affected"))
        {
            if (item.Get("package").Text("ecosystem") is not { } ecosystem)
            {
                continue;
            }

            if (!ecosystems.Contains(OsvEcosystems.Family(ecosystem)))
            {
                ecosystems.Add(OsvEcosystems.Family(ecosystem));
            }

            if (
                OsvEcosystems.Scope(ecosystem) is { } scope
                && !StartsWithAny(id, NotSecurity)
                && OsvAffected.Read(item, scope, ecosystem, ModuleOf(title)) is { } package)
            {
                affected.Add(package);
            }
        }

        return new OsvRecord(ReadAdvisory(record, id, title, ecosystems.FirstOrDefault(), affected), ecosystems);
    }

    private static Advisory ReadAdvisory(
        JsonElement record,
        string id,
        string title,
        string? ecosystem,
        List<AffectedPackage> affected)
    {
        bool isNotice = StartsWithAny(id, Notices);
        IReadOnlyList<string> aliases = record.Texts("aliases");
        IReadOnlyList<string> upstream = record.Texts("upstream");
        JsonElement specific = record.Get("database_specific");
        string source = SourceOf(id, ecosystem);
        bool namesCve = IsCve(id) || aliases.Any(IsCve);
        return new Advisory(id)
        {
            Aliases = isNotice ? [] : aliases,
            Covers =
                isNotice ? Cves(upstream, record.Texts("related"), aliases)
                : namesCve ? []
                : Cves(upstream),
            Title = title,
            Description = record.Text("details") ?? string.Empty,
            Severity = SeverityOf(record, specific, title),
            SeveritySource = source,
            Cvss = OsvCvss.Read(record, specific, source),
            Cwes = specific.Texts("cwe_ids"),
            Published = record.Date("published"),
            Modified = record.Date("modified"),
            IsWithdrawn = record.Text("withdrawn") is { Length: > 0 },
            References = [.. record.Items("references").Select(item => item.Text("url")).OfType<string>()],
            Affected = affected,
        };
    }

    /// <summary>CVE ids of the first list that has any; <c>UBUNTU-CVE-…</c> and its like stand for the CVE.</summary>
    private static string[] Cves(params ReadOnlySpan<IReadOnlyList<string>> lists)
    {
        foreach (IReadOnlyList<string> list in lists)
        {
            string[] cves = [.. list.Select(Bare).Where(IsCve).Distinct(StringComparer.Ordinal)];
            if (cves.Length > 0)
            {
                return cves;
            }
        }

        return [];
    }

    private static string Bare(string id)
    {
        int at = id.IndexOf("-CVE-", StringComparison.Ordinal);
        return at < 0 ? id : id[(at + 1)..];
    }

    private static bool IsCve(string id) => id.StartsWith("CVE-", StringComparison.Ordinal);

    private static bool StartsWithAny(string id, string[] prefixes) =>
        Array.Exists(prefixes, prefix => id.StartsWith(prefix, StringComparison.Ordinal));

    private static string SourceOf(string id, string? ecosystem) =>
        id switch
        {
            _ when id.StartsWith("GHSA-", StringComparison.Ordinal) => "ghsa",
            _ when id.StartsWith("RUSTSEC-", StringComparison.Ordinal) => "rustsec",
            _ when id.StartsWith("PYSEC-", StringComparison.Ordinal) => "pypa",
            _ when id.StartsWith("GO-", StringComparison.Ordinal) => "govulndb",
            _ => ecosystem?.ToLowerInvariant().Replace(' ', '-') ?? "osv",
        };

    private static Severity SeverityOf(JsonElement record, JsonElement specific, string title)
    {
        string? word = specific.Text("severity");
        foreach (JsonElement item in record.Items("severity"))
        {
            if (item.Text("type") == "Ubuntu")
            {
                word ??= item.Text("score");
            }
        }

        // RustSec's notes ("unmaintained") tell of a risk, not of a flaw; "unsound" is one.
        if (word is null && specific.Text("informational") is { Length: > 0 } kind && kind != "unsound")
        {
            return Severity.Negligible;
        }

        // AlmaLinux and Rocky Linux open the title with it: "Important: nodejs:18 security update".
        int colon = title.IndexOf(':');
        return SeverityWords.Parse(word ?? (colon > 0 ? title[..colon] : null));
    }

    private static string ModuleOf(string title) =>
        ModuleInTitle().Match(title) is { Success: true } match ? match.Groups["module"].Value : string.Empty;

    [GeneratedRegex(
        "^[A-Z][a-z]+: (?<module>[A-Za-z0-9._-]+:[A-Za-z0-9._-]+) ",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex ModuleInTitle();
}
