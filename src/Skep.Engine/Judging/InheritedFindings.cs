using Skep.Core;

namespace Skep.Engine.Judging;

/// <summary>Sets aside what a known base image did to its own build: only who can change it is blamed.</summary>
internal static class InheritedFindings
{
    public static ScanReport SetAside(ScanReport report)
    {
        if (report.Inventory.Base is not { LayerCount: not null } origin)
        {
            return report;
        }

        RuleFinding[] inherited =
            [.. report.Findings.Where(f => f is { Scanner: Scanner.Config, IsFromBase: true })];
        return report with
        {
            Findings = [.. report.Findings.Except(inherited)],
            Suppressed =
            [
                .. report.Suppressed,
                .. inherited.Select(f => new SuppressedFinding(f, $"inherited from {origin.Name}", "base image")),
            ],
        };
    }
}
