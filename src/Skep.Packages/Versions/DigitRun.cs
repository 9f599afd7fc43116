namespace Skep.Packages.Versions;

/// <summary>A run of decimal digits inside a version, of any length.</summary>
/// <remarks>
/// Compared without being converted, so a hostile run of a thousand digits costs nothing and overflows
/// nothing.
/// </remarks>
internal static class DigitRun
{
    /// <summary>How many digits <paramref name="text"/> starts with.</summary>
    public static int Length(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }

    /// <summary>
    /// How many digits, or else letters, <paramref name="text"/> starts with; at least one character.
    /// </summary>
    public static int SegmentLength(ReadOnlySpan<char> text)
    {
        if (char.IsAsciiDigit(text[0]))
        {
            return Length(text);
        }

        int i = 1;
        while (i < text.Length && char.IsAsciiLetter(text[i]))
        {
            i++;
        }

        return i;
    }

    /// <summary>Compares two runs by value; an empty run is zero.</summary>
    public static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        left = left.TrimStart('0');
        right = right.TrimStart('0');
        return left.Length != right.Length ? left.Length - right.Length : left.SequenceCompareTo(right);
    }

    public static bool IsZero(ReadOnlySpan<char> run) => run.TrimStart('0').IsEmpty;

    /// <summary>
    /// Takes the next dotted number off <paramref name="rest"/>; an exhausted rest gives an empty run, which
    /// is zero.
    /// </summary>
    public static ReadOnlySpan<char> Next(scoped ref ReadOnlySpan<char> rest)
    {
        int length = Length(rest);
        ReadOnlySpan<char> run = rest[..length];
        rest = length < rest.Length ? rest[(length + 1)..] : [];
        return run;
    }

    /// <summary>Compares dotted numbers; missing ones are zero.</summary>
    public static int CompareDotted(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (!left.IsEmpty || !right.IsEmpty)
        {
            int order = Compare(Next(ref left), Next(ref right));
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    /// <summary>
    /// The length of the dotted numbers that <paramref name="text"/> starts with: <c>1.2.3</c> of
    /// <c>1.2.3-rc.1</c>.
    /// </summary>
    public static int DottedLength(ReadOnlySpan<char> text)
    {
        int end = Length(text);
        while (end > 0 && end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1]))
        {
            end += 1 + Length(text[(end + 1)..]);
        }

        return end;
    }
}
