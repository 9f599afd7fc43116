namespace Skep.Secrets.Rules;

/// <summary>A pattern of paths in the image.</summary>
/// <remarks>
/// <c>*</c> and <c>?</c> stay within a segment, a segment <c>**</c> stands for any number of segments. A pattern
/// without a '/' means the file's name in any directory. Matching takes time in proportion to path times pattern.
/// </remarks>
internal sealed class PathGlob
{
    public const int MaxLength = 256;

    private readonly string _pattern;
    private readonly bool _isName;

    // What every path begins and ends with: decides nearly always, at the price of a few characters.
    private readonly string _head;
    private readonly string _tail;

    public PathGlob(string pattern)
    {
        string trimmed = pattern.TrimStart('/');
        _isName = !trimmed.Contains('/', StringComparison.Ordinal);
        _pattern = trimmed;
        int wild = trimmed.AsSpan().IndexOfAny('*', '?');
        _head = _isName ? string.Empty : wild < 0 ? trimmed : trimmed[..wild];
        _tail = trimmed[(trimmed.AsSpan().LastIndexOfAny('*', '?', '/') + 1)..];
    }

    public override string ToString() => _pattern;

    /// <param name="path">Without a leading '/'.</param>
    public bool Matches(ReadOnlySpan<char> path) =>
        path.EndsWith(_tail) && path.StartsWith(_head) && (_isName
            ? Segment(_pattern, path[(path.LastIndexOf('/') + 1)..])
            : Path(_pattern, path));

    private static bool Path(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path)
    {
        // The last "**" seen is the only one worth going back to.
        ReadOnlySpan<char> afterStars = default;
        ReadOnlySpan<char> retry = default;
        bool hasStars = false;
        while (true)
        {
            if (pattern is "**")
            {
                return true;
            }

            if (pattern.StartsWith("**/"))
            {
                afterStars = pattern = pattern[3..];
                retry = path;
                hasStars = true;
                continue;
            }

            if (Step(ref pattern, ref path, out bool isWhole))
            {
                if (isWhole)
                {
                    return true;
                }

                continue;
            }

            int slash = hasStars ? retry.IndexOf('/') : -1;
            if (slash < 0)
            {
                return false;
            }

            path = retry = retry[(slash + 1)..];
            pattern = afterStars;
        }
    }

    private static bool Step(ref ReadOnlySpan<char> pattern, ref ReadOnlySpan<char> path, out bool isWhole)
    {
        int patternEnd = pattern.IndexOf('/');
        int pathEnd = path.IndexOf('/');
        isWhole = patternEnd < 0 && pathEnd < 0;
        bool isSame = (patternEnd < 0) == (pathEnd < 0)
            && Segment(
                patternEnd < 0 ? pattern : pattern[..patternEnd],
                pathEnd < 0 ? path : path[..pathEnd]);
        if (isSame && !isWhole)
        {
            pattern = pattern[(patternEnd + 1)..];
            path = path[(pathEnd + 1)..];
        }

        return isSame;
    }

    private static bool Segment(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        int p = 0;
        int t = 0;
        int star = -1;
        int starText = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                starText = t;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == text[t]))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++starText;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].Trim('*').IsEmpty;
    }
}
