using Skep.Core;

namespace Skep.Policy.Gating;

/// <summary>What a pipeline asks of an image.</summary>
public sealed record GateOptions
{
    /// <summary>Fail on findings of this severity and above; null fails on none.</summary>
    public Severity? FailOn { get; init; }

    /// <summary>Let pass what has no fix yet.</summary>
    public bool OnlyFixed { get; init; }

    /// <summary>Fail when the distribution release has reached its end of life.</summary>
    public bool FailOnEndOfLife { get; init; }

    public bool IsOpen => FailOn is null && !FailOnEndOfLife;
}

/// <summary>What policy made of a report.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    public sealed record Passed : Decision;

    /// <summary>The policy is broken, whatever else could not be judged.</summary>
    public sealed record Failed(IReadOnlyList<string> Reasons) : Decision;

    /// <summary>
    /// Nothing found breaks the policy, but not everything could be looked at. Never to be shown as passed.
    /// </summary>
    public sealed record CouldNotJudge(IReadOnlyList<CoverageGap> Gaps) : Decision;
}

/// <summary>Decides whether a report passes: a pure function.</summary>
public static class Gate
{
    public static Decision Decide(ScanReport report, GateOptions options)
    {
        if (options.IsOpen)
        {
            return new Decision.Passed();
        }

        List<string> reasons = [.. Reasons(report, options)];
        if (reasons.Count > 0)
        {
            return new Decision.Failed(reasons);
        }

        List<CoverageGap> gaps = [.. Gaps(report)];
        return gaps.Count > 0 ? new Decision.CouldNotJudge(gaps) : new Decision.Passed();
    }

    private static IEnumerable<string> Reasons(ScanReport report, GateOptions options)
    {
        string image = report.Inventory.Image.Name;
        if (options.FailOn is { } least)
        {
            int count = report.Vulnerabilities.Count(finding =>
                !finding.Package.IsRemoved
                && finding.Severity >= least
                && (!options.OnlyFixed || finding.FixedVersion is not null));
            if (count > 0)
            {
                string word = least.ToString().ToLowerInvariant();
                yield return $"{image}: {count} finding{(count == 1 ? string.Empty : "s")} of severity {word} or above";
            }
        }

        if (options.FailOnEndOfLife && report.Coverage.IsEndOfLife)
        {
            yield return $"{image}: the distribution reached its end of life on {report.Coverage.EndOfLife:yyyy-MM-dd}";
        }
    }

    // The scan states its gaps; the two that are facts of their own count even where no gap names them.
    private static IEnumerable<CoverageGap> Gaps(ScanReport report)
    {
        foreach (CoverageGap gap in report.Coverage.Gaps)
        {
            yield return gap;
        }

        if (report.Coverage.StarterSetOnly)
        {
            yield return new CoverageGap(
                "advisories/starter-set", "only the built-in starter set was there to match against", "skep db update");
        }

        if (report.Coverage.IsEndOfLife)
        {
            yield return new CoverageGap(
                "distribution/end-of-life", "the distribution release no longer gets advisories");
        }
    }
}
