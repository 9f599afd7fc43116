namespace Skep.Core;

/// <summary>A text pattern: <c>*</c> for any characters and <c>?</c> for one, over the whole text.</summary>
/// <remarks>On a mismatch only the last star takes more, so it is never more than pattern times text steps.</remarks>
public static class TextGlob
{
    /// <summary>Longer patterns are refused where they are read.</summary>
    public const int MaxLength = 512;

    public static bool IsLiteral(ReadOnlySpan<char> pattern) => pattern.IndexOfAny('*', '?') < 0;

    /// <summary>Letters of either case are equal.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text) =>
        Matches(pattern, text, ignoreCase: true);

    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text, bool ignoreCase)
    {
        int p = 0, t = 0, starAt = -1, starFrom = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                starAt = p++;
                starFrom = t;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || AreEqual(pattern[p], text[t], ignoreCase)))
            {
                p++;
                t++;
            }
            else if (starAt >= 0)
            {
                p = starAt + 1;
                t = ++starFrom;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].IndexOfAnyExcept('*') < 0;
    }

    private static bool AreEqual(char a, char b, bool ignoreCase) =>
        a == b || (ignoreCase && char.ToUpperInvariant(a) == char.ToUpperInvariant(b));
}
