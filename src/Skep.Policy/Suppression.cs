using Skep.Core;

namespace Skep.Policy;

/// <summary>Moves findings from a report's open ones to its suppressed ones.</summary>
internal static class Suppression
{
    public static ScanReport Apply(ScanReport report, Func<VulnerabilityFinding, SuppressedFinding?> judge)
    {
        var open = new List<VulnerabilityFinding>(report.Vulnerabilities.Count);
        var suppressed = new List<SuppressedFinding>(report.Suppressed);
        foreach (VulnerabilityFinding finding in report.Vulnerabilities)
        {
            if (judge(finding) is { } entry)
            {
                suppressed.Add(entry);
            }
            else
            {
                open.Add(finding);
            }
        }

        return report with { Vulnerabilities = open, Suppressed = suppressed };
    }
}
