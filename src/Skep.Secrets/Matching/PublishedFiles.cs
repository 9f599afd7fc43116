namespace Skep.Secrets.Matching;

/// <summary>Files that came with a package of a language's registry.</summary>
/// <remarks>
/// Everyone can read them, as those of a distribution's package; nobody says which package owns which, and private
/// packages lie beside public ones. What only context makes a secret weighs less there, and is still told.
/// </remarks>
internal static class PublishedFiles
{
    private static readonly string[] Folders =
        ["node_modules", "site-packages", "dist-packages", "gems", "vendor_ruby", "gocode", "perl5"];

    public static bool Holds(ReadOnlySpan<char> path)
    {
        foreach (string folder in Folders)
        {
            if (HasFolder(path, folder))
            {
                return true;
            }
        }

        return path.Contains("/go/pkg/mod/", StringComparison.Ordinal);
    }

    private static bool HasFolder(ReadOnlySpan<char> path, string folder)
    {
        for (int slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/'))
        {
            if (path[..slash].SequenceEqual(folder))
            {
                return true;
            }

            path = path[(slash + 1)..];
        }

        return false;
    }
}
