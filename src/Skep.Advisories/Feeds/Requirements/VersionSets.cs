using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Feeds.Requirements;

/// <summary>Set operations on ranges of versions.</summary>
/// <remarks>Every bound must be a version of <paramref name="order"/>.</remarks>
internal sealed class VersionSets(IVersionOrder order)
{
    /// <summary>What is in both; null when nothing is.</summary>
    public VersionRange? Intersect(VersionRange left, VersionRange right)
    {
        VersionRange start = CompareStarts(left, right) >= 0 ? left : right;
        VersionRange end = CompareEnds(left, right) <= 0 ? left : right;
        var both = new VersionRange(start.Introduced, end.Fixed, end.LastAffected, start.IsAfter);
        return IsEmpty(both) ? null : both;
    }

    /// <summary>What is in none of <paramref name="ranges"/>, lowest first.</summary>
    public IReadOnlyList<VersionRange> Complement(IEnumerable<VersionRange> ranges)
    {
        VersionRange[] sorted = [.. ranges];
        Array.Sort(sorted, CompareStarts);
        var gaps = new List<VersionRange>();
        (string? from, bool isAfter) = (null, false);
        foreach (VersionRange range in sorted)
        {
            if (range.Introduced is { } start)
            {
                VersionRange gap = range.IsAfter ? new(from, null, start, isAfter) : new(from, start, null, isAfter);
                if (!IsEmpty(gap))
                {
                    gaps.Add(gap);
                }
            }

            if ((range.Fixed ?? range.LastAffected) is not { } end)
            {
                return gaps;
            }

            int further = from is null ? 1 : Compare(end, from);
            if (further > 0 || (further == 0 && range.Fixed is null))
            {
                (from, isAfter) = (end, range.Fixed is null);
            }
        }

        gaps.Add(new VersionRange(from, null, null, isAfter));
        return gaps;
    }

    /// <summary>What is in <paramref name="ranges"/> and in none of <paramref name="without"/>.</summary>
    public IReadOnlyList<VersionRange> Subtract(
        IReadOnlyCollection<VersionRange> ranges,
        IReadOnlyCollection<VersionRange> without) =>
        [
            .. ranges
                .SelectMany(range => Complement(without).Select(rest => Intersect(range, rest)))
                .OfType<VersionRange>()
                .Distinct(),
        ];

    private bool IsEmpty(VersionRange range)
    {
        if (range.Introduced is not { } start || (range.Fixed ?? range.LastAffected) is not { } end)
        {
            return false;
        }

        int length = Compare(end, start);
        return length < 0 || (length == 0 && (range.IsAfter || range.Fixed is not null));
    }

    private int CompareStarts(VersionRange left, VersionRange right) =>
        (left.Introduced, right.Introduced) switch
        {
            (null, null) => 0,
            (null, _) => -1,
            (_, null) => 1,
            ({ } a, { } b) => Compare(a, b) is var difference and not 0
                ? difference
                : left.IsAfter.CompareTo(right.IsAfter),
        };

    private int CompareEnds(VersionRange left, VersionRange right) =>
        (left.Fixed ?? left.LastAffected, right.Fixed ?? right.LastAffected) switch
        {
            (null, null) => 0,
            (null, _) => 1,
            (_, null) => -1,
            ({ } a, { } b) => Compare(a, b) is var difference and not 0
                ? difference
                : (left.Fixed is null).CompareTo(right.Fixed is null),
        };

    private int Compare(string left, string right) =>
        order.TryCompare(left, right, out int difference) ? difference : 0;
}
