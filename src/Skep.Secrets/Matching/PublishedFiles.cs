namespace Skep.Secrets.Matching;

/// <summary>
/// Files that came with a package of a language's registry, and tests and manuals that a distribution ships.
/// </summary>
/// <remarks>
/// Everyone can read them, as those of a distribution's package; nobody says which package owns which, and private
/// packages lie beside public ones. What only context makes a secret weighs less there, and is still told.
/// </remarks>
internal static class PublishedFiles
{
    private static readonly string[] Folders =
        ["node_modules", "site-packages", "dist-packages", "gems", "vendor_ruby", "gocode", "perl5"];

    /// <summary>Where only what is installed lies; the tests of one's own programs lie elsewhere.</summary>
    private static readonly string[] Installed =
        ["usr/share/", "usr/lib/", "usr/lib64/", "usr/libexec/", "usr/local/lib/", "usr/local/go/"];

    private static readonly string[] Unused =
        ["test", "tests", "testing", "testdata", "testsuite", "__tests__", "spec", "specs", "fixtures", "t",
            "docs", "examples"];

    public static bool Holds(ReadOnlySpan<char> path)
    {
        bool isInstalled = false;
        foreach (string folder in Installed)
        {
            isInstalled |= path.StartsWith(folder, StringComparison.Ordinal);
        }

        bool isGo = false;
        int depth = 0;
        ReadOnlySpan<char> rest = path;
        for (int slash = rest.IndexOf('/'); slash >= 0; slash = rest.IndexOf('/'))
        {
            ReadOnlySpan<char> folder = rest[..slash];
            if (IsOneOf(folder, Folders)
                || (isInstalled && depth > 0 && (IsTest(folder) || (isGo && folder is "src"))))
            {
                return true;
            }

            isGo = folder is "go" || folder.StartsWith("go-", StringComparison.Ordinal);
            depth++;
            rest = rest[(slash + 1)..];
        }

        return path.Contains("/go/pkg/mod/", StringComparison.Ordinal);
    }

    // "tests", "mysql-test", "_test".
    private static bool IsTest(ReadOnlySpan<char> folder) =>
        IsOneOf(folder, Unused)
        || (folder.TrimEnd('s').EndsWith("test", StringComparison.Ordinal)
            && folder.TrimEnd('s') is [.., '-' or '_', _, _, _, _]);

    private static bool IsOneOf(ReadOnlySpan<char> name, string[] names)
    {
        foreach (string each in names)
        {
            if (name.SequenceEqual(each))
            {
                return true;
            }
        }

        return false;
    }
}
