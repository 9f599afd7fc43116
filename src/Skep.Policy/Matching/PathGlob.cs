namespace Skep.Policy.Matching;

/// <summary>A path pattern: <c>*</c> and <c>?</c> within a segment, <c>**</c> across segments.</summary>
internal static class PathGlob
{
    /// <summary>
    /// Longer patterns are refused by the parsers; together with the bounded steps this keeps matching linear enough.
    /// </summary>
    public const int MaxLength = 512;

    public static bool Matches(string pattern, string path) =>
        Segments(pattern.Trim('/').Split('/'), path.TrimStart('/').Split('/'));

    // Greedy with one remembered star, so no pattern can make it exponential.
    private static bool Segments(string[] pattern, string[] path)
    {
        int p = 0, s = 0, starAt = -1, starFrom = 0;
        while (s < path.Length)
        {
            if (p < pattern.Length && pattern[p] == "**")
            {
                starAt = p++;
                starFrom = s;
            }
            else if (p < pattern.Length && Segment(pattern[p], path[s]))
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

        return pattern.AsSpan(p).IndexOfAnyExcept("**") < 0;
    }

    private static bool Segment(string pattern, string text) => TextGlob.Matches(pattern, text, ignoreCase: false);
}
