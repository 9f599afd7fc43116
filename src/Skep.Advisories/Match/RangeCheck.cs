using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Match;

/// <summary>What a rule says about one version.</summary>
/// <param name="Fixed">The version to go to: the end of the range it lies in; null when there is none.</param>
/// <param name="Fixes">All versions above it at which a range of the rule ends, lowest first.</param>
/// <param name="Rule">The range it lies in, in words.</param>
/// <param name="Uncomparable">The text that is no version of the scheme; null when everything could be
/// compared.</param>
internal sealed record RangeVerdict(
    bool IsAffected,
    string? Fixed,
    IReadOnlyList<string> Fixes,
    string Rule,
    string? Uncomparable)
{
    public static readonly RangeVerdict Unaffected = new(false, null, [], string.Empty, null);

    /// <summary>The version that ends the affected range was reached, not merely no range found.</summary>
    public bool IsPastFix { get; init; }
}

/// <summary>Judges a version by the ranges and lists of one rule.</summary>
internal static class RangeCheck
{
    public static RangeVerdict Check(AffectedPackage package, string version, IVersionOrder order)
    {
        if (package.Status == AffectedStatus.NotAffected)
        {
            return RangeVerdict.Unaffected with { IsPastFix = true };
        }

        string? uncomparable = null;
        bool pastFix = false;
        foreach (VersionRange range in package.Ranges)
        {
            switch (Contains(range, version, order, ref uncomparable))
            {
                case Position.Inside:
                    return new RangeVerdict(
                        true,
                        range.Fixed,
                        Fixes(package.Ranges, version, order),
                        range.ToString(),
                        null);
                case Position.AtOrPastFix:
                    pastFix = true;
                    break;
                default:
                    break;
            }
        }

        if (IsListed(package, version, order, ref uncomparable))
        {
            List<string> fixes = Fixes(package.Ranges, version, order);
            return new RangeVerdict(true, fixes.Count > 0 ? fixes[0] : null, fixes, $"= {version}", null);
        }

        return RangeVerdict.Unaffected with
        {
            Uncomparable = uncomparable,
            IsPastFix = pastFix,
        };
    }

    private enum Position
    {
        Outside,
        Inside,
        AtOrPastFix,
    }

    private static Position Contains(
        VersionRange range,
        string version,
        IVersionOrder order,
        ref string? uncomparable)
    {
        // A fix in version 0 is how distributions write "never affected here".
        if (range.Fixed == "0")
        {
            return Position.AtOrPastFix;
        }

        if (range.Introduced is { } start)
        {
            if (!order.TryCompare(version, start, out int fromStart))
            {
                uncomparable ??= order.IsValid(version) ? start : version;
                return Position.Outside;
            }

            if (fromStart < 0 || (fromStart == 0 && range.IsAfter))
            {
                return Position.Outside;
            }
        }

        if ((range.Fixed ?? range.LastAffected) is not { } end)
        {
            return Position.Inside;
        }

        if (!order.TryCompare(version, end, out int fromEnd))
        {
            uncomparable ??= order.IsValid(version) ? end : version;
            return Position.Outside;
        }

        bool inside = range.Fixed is null ? fromEnd <= 0 : fromEnd < 0;
        return inside ? Position.Inside : Position.AtOrPastFix;
    }

    private static bool IsListed(
        AffectedPackage package,
        string version,
        IVersionOrder order,
        ref string? uncomparable)
    {
        if (package.Versions.Count == 0)
        {
            return false;
        }

        if (package.Versions.Contains(version))
        {
            return true;
        }

        if (package.Ranges.Count > 0)
        {
            return false;
        }

        // "1.0" listed and "1.0.0" installed are one version in most schemes.
        if (!order.IsValid(version))
        {
            uncomparable ??= version;
            return false;
        }

        return package.Versions.Any(listed =>
            order.TryCompare(version, listed, out int difference) && difference == 0);
    }

    private static List<string> Fixes(IReadOnlyList<VersionRange> ranges, string version, IVersionOrder order)
    {
        var fixes = new List<string>();
        foreach (VersionRange range in ranges)
        {
            if (
                range.Fixed is { } end and not "0"
                && !fixes.Contains(end)
                && order.TryCompare(version, end, out int difference)
                && difference < 0)
            {
                fixes.Add(end);
            }
        }

        fixes.Sort((left, right) => order.TryCompare(left, right, out int difference) ? difference : 0);
        return fixes;
    }
}
