namespace Skep.Reports.Table;

/// <summary>Orders versions as people read them: runs of digits as numbers, everything else by character.</summary>
internal sealed class ReadingOrder : IComparer<string>
{
    public static ReadingOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> left = x;
        ReadOnlySpan<char> right = y;
        while (!left.IsEmpty && !right.IsEmpty)
        {
            ReadOnlySpan<char> a = Run(left);
            ReadOnlySpan<char> b = Run(right);
            int order = char.IsAsciiDigit(a[0]) && char.IsAsciiDigit(b[0]) ? Numbers(a, b) : a.SequenceCompareTo(b);
            if (order != 0)
            {
                return order;
            }

            left = left[a.Length..];
            right = right[b.Length..];
        }

        return left.Length.CompareTo(right.Length);
    }

    private static ReadOnlySpan<char> Run(ReadOnlySpan<char> text)
    {
        int end = char.IsAsciiDigit(text[0])
            ? text.IndexOfAnyExceptInRange('0', '9')
            : text.IndexOfAnyInRange('0', '9');
        return end < 0 ? text : text[..end];
    }

    private static int Numbers(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        left = left.TrimStart('0');
        right = right.TrimStart('0');
        return left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.SequenceCompareTo(right);
    }
}
