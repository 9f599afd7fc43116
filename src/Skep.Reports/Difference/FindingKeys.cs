using Skep.Core;
using Skep.Reports.Text;

namespace Skep.Reports.Difference;

/// <summary>Recognises a finding in another image.</summary>
/// <remarks>
/// Not by its id, which names a version: a vulnerability that stays while its package is upgraded is neither new nor
/// fixed. A secret is the same at another place when its value is.
/// </remarks>
internal static class FindingKeys
{
    public static Dictionary<string, Finding> Of(ScanReport report)
    {
        var keys = new Dictionary<string, Finding>(StringComparer.Ordinal);
        foreach (Finding finding in FindingWords.Sorted(report.AllFindings
            .Where(finding => !finding.IsRemoved || finding is RuleFinding)))
        {
            keys.TryAdd(Key(finding), finding);
        }

        return keys;
    }

    public static IReadOnlyList<Finding> Sorted(IEnumerable<KeyValuePair<string, Finding>> findings) =>
        [.. FindingWords.Sorted(findings.Select(pair => pair.Value))];

    private static string Key(Finding finding) => finding switch
    {
        VulnerabilityFinding { Package.Package: var package } => string.Join(
            '\n', "vuln", FindingWords.Rule(finding), package.Ecosystem.Value, package.Name),
        RuleFinding { Sighting: { Scanner: Scanner.Secret, Fingerprint: { Length: > 0 } print } } => string.Join(
            '\n', "secret", FindingWords.Rule(finding), print),
        RuleFinding { Sighting: var sighting } => string.Join(
            '\n', sighting.Scanner.ToString(), FindingWords.Rule(finding), sighting.Location, sighting.Subject),
        _ => finding.Id,
    };
}
