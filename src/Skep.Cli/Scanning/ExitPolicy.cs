using Skep.Cli.Terminal;
using Skep.Core;
using Skep.Policy.Gating;

namespace Skep.Cli.Scanning;

/// <summary>Turns what was found into the process's exit code.</summary>
/// <param name="FailureCode">What a broken policy exits with.</param>
/// <param name="EndOfLifeCode">What an outdated distribution exits with; null does not look.</param>
internal sealed record ExitPolicy(GateOptions Gate, int FailureCode, int? EndOfLifeCode)
{
    /// <summary>
    /// A broken policy outweighs what could not be judged: it is known. A damaged image never passes, gate or no gate.
    /// </summary>
    public int Decide(IReadOnlyList<ScanReport> reports, Host host)
    {
        int code = ExitCode.Passed;
        foreach (ScanReport report in reports)
        {
            CoverageGap[] damage = [.. report.Coverage.Gaps.Where(gap => gap.Code == CoverageGap.ImageDamaged)];
            switch (Skep.Policy.Gating.Gate.Decide(report, Gate))
            {
                case Decision.Failed failed:
                    failed.Reasons.ToList().ForEach(reason => host.Say("failed: " + reason));
                    code = FailureCode;
                    break;
                case Decision.CouldNotJudge gaps:
                    code = CouldNotJudge(report, gaps.Gaps, code, host);
                    break;
                case Decision.Passed when damage.Length > 0:
                    code = CouldNotJudge(report, damage, code, host);
                    break;
            }

            bool isDecided = code is not (ExitCode.Passed or ExitCode.CouldNotJudge);
            if (EndOfLifeCode is { } endOfLife && report.Coverage.IsEndOfLife && !isDecided)
            {
                host.Say($"failed: {report.Inventory.Image.Name}: the distribution is past its end of life");
                code = endOfLife;
            }
        }

        return code;
    }

    private static int CouldNotJudge(ScanReport report, IReadOnlyList<CoverageGap> gaps, int code, Host host)
    {
        string messages = string.Join("; ", gaps.Select(gap => gap.Message));
        host.Say($"could not judge {report.Inventory.Image.Name}: {messages}");
        return code == ExitCode.Passed ? ExitCode.CouldNotJudge : code;
    }
}
