namespace Skep.Packages.Binaries;

/// <summary>One path pattern in the notation of <see cref="Core.FilePatterns"/>.</summary>
internal static class PathGlob
{
    private const string AnyDirectory = "**/";

    public static bool Matches(ReadOnlySpan<char> glob, ReadOnlySpan<char> path)
    {
        bool anywhere = glob.StartsWith(AnyDirectory);
        glob = anywhere ? glob[AnyDirectory.Length..] : glob;
        while (true)
        {
            int globSlash = glob.LastIndexOf('/');
            int pathSlash = path.LastIndexOf('/');
            if (!SegmentMatches(glob[(globSlash + 1)..], path[(pathSlash + 1)..]))
            {
                return false;
            }

            if (globSlash < 0)
            {
                return anywhere || pathSlash < 0;
            }

            if (pathSlash < 0)
            {
                return false;
            }

            glob = glob[..globSlash];
            path = path[..pathSlash];
        }
    }

    private static bool SegmentMatches(ReadOnlySpan<char> glob, ReadOnlySpan<char> segment)
    {
        int star = glob.IndexOf('*');
        return star < 0
            ? glob.SequenceEqual(segment)
            : segment.Length >= glob.Length - 1
                && segment.StartsWith(glob[..star])
                && segment.EndsWith(glob[(star + 1)..]);
    }
}
