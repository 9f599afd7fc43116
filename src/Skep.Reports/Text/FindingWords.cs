using Skep.Core;

namespace Skep.Reports.Text;

/// <summary>What formats say of a finding, whatever its kind.</summary>
internal static class FindingWords
{
    /// <summary>In the order in which people want to hear of them.</summary>
    public static IReadOnlyList<Scanner> Scanners { get; } =
        [Scanner.Malware, Scanner.Webshell, Scanner.Secret, Scanner.Vuln, Scanner.Config, Scanner.License];

    /// <summary>The heading: "secrets".</summary>
    public static string Of(Scanner scanner) => scanner switch
    {
        Scanner.Malware => "malware",
        Scanner.Webshell => "web shells",
        Scanner.Secret => "secrets",
        Scanner.Vuln => "vulnerabilities",
        Scanner.Config => "configuration",
        _ => "licences",
    };

    /// <summary>As <c>--scanners</c> spells it.</summary>
    public static string Word(Scanner scanner) => scanner.ToString().ToLowerInvariant();

    /// <summary>The vulnerability's id, or the rule's.</summary>
    public static string Rule(Finding finding) => finding switch
    {
        VulnerabilityFinding vulnerability => vulnerability.Vulnerability.Id,
        RuleFinding rule => rule.Sighting.Rule.Value ?? string.Empty,
        _ => finding.Id,
    };

    public static string Title(Finding finding) => finding switch
    {
        VulnerabilityFinding vulnerability => vulnerability.Vulnerability.Title,
        RuleFinding rule => rule.Sighting.Title,
        _ => string.Empty,
    };

    /// <summary>One sentence: what is wrong here.</summary>
    public static string Message(Finding finding) => finding switch
    {
        VulnerabilityFinding { Package.Package: var package } vulnerability =>
            $"{package.Name} {package.Version}: {Fix(vulnerability)}",
        RuleFinding { Sighting: var sighting } => sighting.Message.Length > 0 ? sighting.Message : sighting.Title,
        _ => string.Empty,
    };

    /// <summary>"fixed in 1.2", or why there is no fix.</summary>
    public static string Fix(VulnerabilityFinding finding) =>
        finding.FixedVersion is { } version ? $"fixed in {version}" : ReportWords.Of(finding.Status);

    public static string Advice(Finding finding) => finding switch
    {
        VulnerabilityFinding vulnerability => vulnerability.Remediation ?? string.Empty,
        RuleFinding rule => rule.Sighting.Advice,
        _ => string.Empty,
    };

    /// <summary>The path, or the part of the configuration.</summary>
    public static string Where(Finding finding) => finding switch
    {
        { Location.Length: > 0 } => finding.Location,
        RuleFinding { Sighting.Subject.Length: > 0 } rule => rule.Sighting.Subject,
        RuleFinding { Instruction.Length: > 0 } rule => rule.Instruction,
        RuleFinding => "configuration",
        _ => string.Empty,
    };

    /// <summary>"miner, XMRig".</summary>
    public static string Of(MalwareClass malware) =>
        malware.Family is { Length: > 0 } family ? $"{malware.Type}, {family}" : malware.Type;

    /// <summary>"from base debian:10" or "added by you"; empty when no base is known.</summary>
    public static string Origin(Finding finding, BaseImage? image) => finding.IsFromBase switch
    {
        true => image is null ? "from the base" : $"from base {image.Name}",
        false => "added by you",
        null => string.Empty,
    };

    /// <summary>Most severe first; within that by kind, rule and place, so that the order never varies.</summary>
    public static IEnumerable<T> Sorted<T>(IEnumerable<T> findings)
        where T : Finding =>
        findings
            .OrderByDescending(finding => finding.Severity)
            .ThenBy(finding => Rank(finding.Scanner))
            .ThenBy(Rule, StringComparer.Ordinal)
            .ThenBy(finding => finding.Location, StringComparer.Ordinal)
            .ThenBy(finding => finding.Id, StringComparer.Ordinal);

    public static int Rank(Scanner scanner)
    {
        for (int i = 0; i < Scanners.Count; i++)
        {
            if (Scanners[i] == scanner)
            {
                return i;
            }
        }

        return Scanners.Count;
    }
}
