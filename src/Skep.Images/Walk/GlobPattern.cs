namespace Skep.Images.Walk;

/// <summary>One glob of <see cref="Core.FilePatterns"/>, ready to compare with paths.</summary>
/// <remarks>Compared from the last segment backwards, because the file name is what tells most paths apart.</remarks>
internal sealed class GlobPattern
{
    private const string AnyDirectory = "**/";

    private readonly string[] _segments;
    private readonly bool _anywhere;

    private GlobPattern(string[] segments, bool anywhere)
    {
        _segments = segments;
        _anywhere = anywhere;
    }

    /// <summary>The pattern of the file name alone.</summary>
    public string Name => _segments[^1];

    /// <summary>The pattern of the directory the file lies in, without those above; empty for any.</summary>
    public string Parent => _segments.Length > 1 ? _segments[^2] : string.Empty;

    public static GlobPattern Parse(string glob)
    {
        bool anywhere = glob.StartsWith(AnyDirectory, StringComparison.Ordinal);
        string[] segments = (anywhere ? glob[AnyDirectory.Length..] : glob).Split('/');
        foreach (string segment in segments)
        {
            if (segment.Length == 0 || segment.Contains("**", StringComparison.Ordinal))
            {
                throw new ArgumentException(
                    $"'{glob}' is not a pattern: '**/' may only lead, and no segment is empty", nameof(glob));
            }
        }

        return new GlobPattern(segments, anywhere);
    }

    public bool IsMatch(ReadOnlySpan<char> path)
    {
        for (int i = _segments.Length - 1; i >= 0; i--)
        {
            int slash = path.LastIndexOf('/');
            if (!SegmentMatches(_segments[i], path[(slash + 1)..]))
            {
                return false;
            }

            if (slash < 0)
            {
                return i == 0;
            }

            path = path[..slash];
        }

        return _anywhere;
    }

    private static bool SegmentMatches(string pattern, ReadOnlySpan<char> text)
    {
        int star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            return text.SequenceEqual(pattern);
        }

        if (!text.StartsWith(pattern.AsSpan(0, star)))
        {
            return false;
        }

        ReadOnlySpan<char> tail = pattern.AsSpan(star + 1);
        text = text[star..];
        return tail.Contains('*') ? MatchesSlowly(pattern.AsSpan(star), text) : text.EndsWith(tail);
    }

    // The usual two-pointer match: on a mismatch, let the last star take one more character.
    private static bool MatchesSlowly(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        int star = -1;
        int resume = 0;
        int p = 0;
        for (int t = 0; t < text.Length;)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && pattern[p] == text[t])
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].TrimStart('*').IsEmpty;
    }
}
