using Skep.Core;

namespace Skep.Policy;

/// <summary>Moves findings from a report's open ones to its suppressed ones.</summary>
internal static class Suppression
{
    public static ScanReport Apply(ScanReport report, Func<Finding, SuppressedFinding?> judge)
    {
        var suppressed = new List<SuppressedFinding>(report.Suppressed);
        List<T> Open<T>(IReadOnlyList<T> findings)
            where T : Finding
        {
            var open = new List<T>(findings.Count);
            foreach (T finding in findings)
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

            return open;
        }

        return report with
        {
            Vulnerabilities = Open(report.Vulnerabilities),
            Findings = Open(report.Findings),
            Suppressed = suppressed,
        };
    }
}
