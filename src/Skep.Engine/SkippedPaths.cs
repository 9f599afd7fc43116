using System.IO.Enumeration;

namespace Skep.Engine;

/// <summary>The files and directories a user wants left out of the result.</summary>
/// <remarks>
/// <c>*</c> and <c>?</c> match within and across directories, a leading '/' or '**/' is taken for granted, so the
/// patterns of other scanners keep working.
/// </remarks>
internal sealed class SkippedPaths(IReadOnlyList<string> files, IReadOnlyList<string> directories)
{
    private readonly string[] _files = [.. files.Select(Clean)];
    private readonly string[] _directories = [.. directories.Select(Clean)];

    public bool Contains(string location)
    {
        string path = location.Split('!', 2)[0];
        return Array.Exists(_files, glob => Matches(glob, path))
            || Array.Exists(_directories, glob => IsBelow(glob, path));
    }

    private static bool IsBelow(string glob, string path)
    {
        for (int slash = path.IndexOf('/'); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            if (Matches(glob, path.AsSpan(0, slash)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Matches(string glob, ReadOnlySpan<char> path) =>
        FileSystemName.MatchesSimpleExpression(glob, path, ignoreCase: false);

    private static string Clean(string glob) =>
        glob.Replace("**/", "*", StringComparison.Ordinal).TrimStart('/').TrimEnd('/');
}
