using Skep.Cli.Terminal;
using Skep.Core;
using Skep.Policy.Gating;

namespace Skep.Cli.Scanning;

/// <summary>Turns what was found into the process's exit code.</summary>
/// <param name="FailOn">The severity from which findings break the policy; null for none.</param>
/// <param name="FailureCode">What a broken policy exits with.</param>
/// <param name="EndOfLifeCode">What an outdated distribution exits with, in place of "could not judge".</param>
internal sealed record ExitPolicy(Severity? FailOn, int FailureCode, int? EndOfLifeCode)
{
    /// <summary>A policy judged the reports in this run: its verdict counts beside the threshold.</summary>
    public bool HasPolicy { get; init; }

    /// <summary>What weighs more comes later: of several images the worst decides.</summary>
    private enum Verdict
    {
        Passed,
        EndOfLife,
        CouldNotJudge,
        Failed,
    }

    /// <param name="unread">How many images could not be scanned at all.</param>
    public int Decide(IReadOnlyList<ScanReport> reports, int unread, Host host)
    {
        Verdict worst = reports
            .Select(report => (Verdict)Math.Max((int)Decide(report, host), (int)OfPolicy(report, host)))
            .Append(unread > 0 ? Verdict.CouldNotJudge : Verdict.Passed)
            .Max();
        return worst switch
        {
            Verdict.Failed => FailureCode,
            Verdict.CouldNotJudge => ExitCode.CouldNotJudge,
            Verdict.EndOfLife => EndOfLifeCode!.Value,
            _ => ExitCode.Passed,
        };
    }

    private Verdict Decide(ScanReport report, Host host)
    {
        string name = report.Inventory.Image.Name;
        var gate = new GateOptions { FailOn = FailOn, LeavesOutEndOfLife = EndOfLifeCode is not null };
        switch (Gate.Decide(report, gate))
        {
            case Decision.Failed failed:
                host.Say($"failed: {name}: {failed.Reason}");
                return Verdict.Failed;
            case Decision.CouldNotJudge unjudged:
                host.Say($"could not judge {name}: {string.Join("; ", unjudged.Gaps.Select(gap => gap.Message))}");
                return Verdict.CouldNotJudge;
            default:
                if (EndOfLifeCode is not (null or 0) && report.Coverage.IsEndOfLife)
                {
                    host.Say($"failed: {name}: the distribution is past its end of life");
                    return Verdict.EndOfLife;
                }

                return Verdict.Passed;
        }
    }

    private Verdict OfPolicy(ScanReport report, Host host)
    {
        if (!HasPolicy || report.Policy is not { } outcome)
        {
            return Verdict.Passed;
        }

        PolicyText.Say(host, report.Inventory.Image.Name, outcome);
        return outcome.Verdict switch
        {
            PolicyVerdict.Blocked when FailureCode == ExitCode.Passed => Verdict.Passed,
            PolicyVerdict.Blocked => Verdict.Failed,
            PolicyVerdict.CouldNotJudge => Verdict.CouldNotJudge,
            _ => Verdict.Passed,
        };
    }
}
