namespace Skep.Policy.Matching;

/// <summary>A text pattern: <c>*</c> for any characters and <c>?</c> for one, over the whole text.</summary>
internal static class TextGlob
{
    /// <summary>Letters of either case are equal.</summary>
    public static bool Matches(string pattern, string text) => Matches(pattern, text, ignoreCase: true);

    // Greedy with one remembered star, so no pattern can make it exponential.
    public static bool Matches(string pattern, string text, bool ignoreCase)
    {
        int p = 0, s = 0, starAt = -1, starFrom = 0;
        while (s < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                starAt = p++;
                starFrom = s;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || AreEqual(pattern[p], text[s], ignoreCase)))
            {
                p++;
                s++;
            }
            else if (starAt >= 0)
            {
                p = starAt + 1;
                s = ++starFrom;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).IndexOfAnyExcept('*') < 0;
    }

    private static bool AreEqual(char a, char b, bool ignoreCase) =>
        a == b || (ignoreCase && char.ToUpperInvariant(a) == char.ToUpperInvariant(b));
}
