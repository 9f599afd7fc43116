using Skep.Core;

namespace Skep.Policy.Gating;

/// <summary>What a pipeline asks of an image.</summary>
public sealed record GateOptions
{
    /// <summary>Fail on findings of this severity and above; null fails on none.</summary>
    public Severity? FailOn { get; init; }

    /// <summary>A distribution past its end of life is decided elsewhere: that alone leaves nothing unjudged.</summary>
    public bool LeavesOutEndOfLife { get; init; }
}

/// <summary>What policy made of a report.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    public sealed record Passed : Decision;

    /// <summary>The policy is broken, whatever else could not be judged.</summary>
    public sealed record Failed(string Reason) : Decision;

    /// <summary>
    /// Nothing found breaks the policy, but not everything could be looked at. Never to be shown as passed.
    /// </summary>
    public sealed record CouldNotJudge(IReadOnlyList<CoverageGap> Gaps) : Decision;
}

/// <summary>Decides whether a report passes: a pure function.</summary>
/// <remarks>Without a threshold everything passes but a damaged image: of that, nothing at all is known.</remarks>
public static class Gate
{
    public static Decision Decide(ScanReport report, GateOptions options)
    {
        if (options.FailOn is { } least && Count(report, least) is > 0 and var count)
        {
            string findings = count == 1 ? "1 finding" : $"{count} findings";
            return new Decision.Failed($"{findings} of severity {least.ToString().ToLowerInvariant()} or above");
        }

        CoverageGap[] gaps = [.. report.Coverage.Gaps.Concat(Nothing(report)).Where(gap => Counts(gap, options))];
        return gaps.Length > 0 ? new Decision.CouldNotJudge(gaps) : new Decision.Passed();
    }

    // What a later layer removed runs nowhere; but a secret that was shipped is known to whoever has the image.
    private static int Count(ScanReport report, Severity least) => report.AllFindings.Count(finding =>
        finding.Severity >= least && (!finding.IsRemoved || finding.Scanner == Scanner.Secret));

    // An empty folder, or programs that nobody knows. Files that are no programs have no vulnerabilities to find.
    private static IEnumerable<CoverageGap> Nothing(ScanReport report)
    {
        if (report is { Inventory.Packages.Count: 0, Coverage: { Files: 0 } or { UnknownBinaries: > 0 } })
        {
            yield return new CoverageGap("image/nothing-recognised", "no package was recognised in it");
        }
    }

    private static bool Counts(CoverageGap gap, GateOptions options) => gap.Code switch
    {
        CoverageGap.ImageDamaged => true,
        CoverageGap.EndOfLife when options.LeavesOutEndOfLife => false,
        _ => options.FailOn is not null,
    };
}
