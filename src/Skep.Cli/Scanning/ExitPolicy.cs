using Skep.Cli.Terminal;
using Skep.Core;
using Skep.Policy.Gating;

namespace Skep.Cli.Scanning;

/// <summary>Turns what was found into the process's exit code.</summary>
/// <param name="FailureCode">What a broken policy exits with.</param>
/// <param name="EndOfLifeCode">What an outdated distribution exits with; null does not look.</param>
internal sealed record ExitPolicy(GateOptions Gate, int FailureCode, int? EndOfLifeCode)
{
    /// <summary>A broken policy outweighs what could not be judged: it is known.</summary>
    public int Decide(IReadOnlyList<ScanReport> reports, Host host)
    {
        int code = ExitCode.Passed;
        foreach (ScanReport report in reports)
        {
            switch (Skep.Policy.Gating.Gate.Decide(report, Gate))
            {
                case Decision.Failed failed:
                    failed.Reasons.ToList().ForEach(reason => host.Say("failed: " + reason));
                    code = FailureCode;
                    break;
                case Decision.CouldNotJudge gaps when code == ExitCode.Passed:
                    string messages = string.Join("; ", gaps.Gaps.Select(gap => gap.Message));
                    host.Say($"could not judge {report.Inventory.Image.Name}: {messages}");
                    code = ExitCode.CouldNotJudge;
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
}
