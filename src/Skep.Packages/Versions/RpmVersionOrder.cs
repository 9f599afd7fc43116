namespace Skep.Packages.Versions;

/// <summary>rpm's order of <c>epoch:version-release</c>.</summary>
/// <remarks>
/// Format: <see href="https://rpm-software-management.github.io/rpm/manual/dependencies.html"/>. rpm itself
/// calls two versions equal when one has no release, which is no order; here the one without is the older.
/// </remarks>
internal sealed class RpmVersionOrder : EvrVersionOrder
{
    public override string Id => "rpm";

    protected override int ComparePart(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (true)
        {
            left = SkipSeparators(left);
            right = SkipSeparators(right);
            int leftRank = Rank(left);
            int rightRank = Rank(right);
            if (leftRank != rightRank || leftRank == Rank([]))
            {
                return leftRank - rightRank;
            }

            int leftLength = SegmentLength(left);
            int rightLength = SegmentLength(right);
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

    private static ReadOnlySpan<char> SkipSeparators(ReadOnlySpan<char> text)
    {
        int i = 0;
        while (i < text.Length && !char.IsAsciiLetterOrDigit(text[i]) && text[i] is not ('~' or '^'))
        {
            i++;
        }

        return text[i..];
    }

    // '~' sorts before the end of the version, '^' just after it but before any further segment; numbers beat letters.
    private static int Rank(ReadOnlySpan<char> text) =>
        text.IsEmpty ? 1
        : text[0] == '~' ? 0
        : text[0] == '^' ? 2
        : char.IsAsciiDigit(text[0]) ? 4
        : 3;

    private static int SegmentLength(ReadOnlySpan<char> text) =>
        text[0] is '~' or '^' ? 1 : DigitRun.SegmentLength(text);
}
