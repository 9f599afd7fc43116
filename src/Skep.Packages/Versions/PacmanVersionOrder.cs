namespace Skep.Packages.Versions;

/// <summary>pacman's order of <c>epoch:version-release</c>.</summary>
/// <remarks>
/// Format: <see href="https://man.archlinux.org/man/vercmp.8"/>. Unlike rpm's, a trailing letter is older
/// than no letter (<c>1.0rc &lt; 1.0</c>). libalpm's comparison goes in circles once separators are doubled,
/// lead or trail, so such versions are refused; no repository carries one.
/// </remarks>
internal sealed class PacmanVersionOrder : EvrVersionOrder
{
    public override string Id => "alpm";

    protected override bool TryParse(ReadOnlySpan<char> text, out Evr evr) =>
        Evr.TryParse(text, out evr) && IsOrderable(evr.Version) && (evr.Release.IsEmpty || IsOrderable(evr.Release));

    private static bool IsOrderable(ReadOnlySpan<char> part)
    {
        bool separator = true;
        foreach (char c in part)
        {
            bool here = !char.IsAsciiLetterOrDigit(c);
            if (here && separator)
            {
                return false;
            }

            separator = here;
        }

        return !separator;
    }

    protected override int ComparePart(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        // Releases only: none is older than any.
        if (left.IsEmpty || right.IsEmpty)
        {
            return left.Length - right.Length;
        }

        while (true)
        {
            int leftRank = Rank(left);
            int rightRank = Rank(right);
            if (leftRank != rightRank || left.IsEmpty)
            {
                return leftRank - rightRank;
            }

            left = char.IsAsciiLetterOrDigit(left[0]) ? left : left[1..];
            right = char.IsAsciiLetterOrDigit(right[0]) ? right : right[1..];
            int leftLength = DigitRun.SegmentLength(left);
            int rightLength = DigitRun.SegmentLength(right);
            ReadOnlySpan<char> a = left[..leftLength];
            ReadOnlySpan<char> b = right[..rightLength];
            int order = char.IsAsciiDigit(a[0]) ? DigitRun.Compare(a, b) : a.SequenceCompareTo(b);
            if (order != 0)
            {
                return order;
            }

            left = left[leftLength..];
            right = right[rightLength..];
        }
    }

    // Letters without a separator are older than the end; everything else is newer, the more so behind a separator.
    private static int Rank(ReadOnlySpan<char> text) =>
        text.IsEmpty ? 1
        : char.IsAsciiLetter(text[0]) ? 0
        : char.IsAsciiDigit(text[0]) ? 2
        : char.IsAsciiLetter(text[1]) ? 3
        : 4;
}
