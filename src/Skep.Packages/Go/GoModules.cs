namespace Skep.Packages.Go;

/// <summary>The modules of a Go program and where its source came from.</summary>
/// <remarks>
/// Lines of tab-separated fields: <c>mod</c> the main module, <c>dep</c> a dependency, <c>=&gt;</c> what replaces the
/// module of the line before, <c>build</c> a setting. Format:
/// <see href="https://pkg.go.dev/runtime/debug#BuildInfo"/>.
/// </remarks>
internal sealed class GoModules
{
    /// <summary>What Go writes for a module that has no version, and what it prints for a local directory.</summary>
    public const string Development = "(devel)";

    // The largest programs list some 1,500.
    private const int MaxModules = 20_000;

    private readonly List<GoModule> _dependencies = [];

    public GoModule? Main { get; private set; }

    public IReadOnlyList<GoModule> Dependencies => _dependencies;

    /// <summary>The commit it was built from; null when unknown.</summary>
    public string? Revision { get; private set; }

    /// <summary>The version that the build set by <c>-ldflags "-X main.version=…"</c>, as most release builds do;
    /// null when none.</summary>
    public string? LinkedVersion { get; private set; }

    public bool IsCutShort { get; private set; }

    public static GoModules Parse(string text)
    {
        var modules = new GoModules();
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            int tab = line.IndexOf('\t');
            if (tab < 0)
            {
                continue;
            }

            if (modules._dependencies.Count >= MaxModules)
            {
                modules.IsCutShort = true;
                break;
            }

            modules.Read(line[..tab], line[(tab + 1)..]);
        }

        return modules;
    }

    private void Read(ReadOnlySpan<char> key, ReadOnlySpan<char> rest)
    {
        switch (key)
        {
            case "mod":
                Main = Module(rest);
                break;

            case "dep" when Module(rest) is { } dependency:
                _dependencies.Add(dependency);
                break;

            case "=>" when Module(rest) is { } replacement:
                Replace(replacement);
                break;

            case "build" when rest.StartsWith("vcs.revision="):
                Revision = rest["vcs.revision=".Length..].ToString();
                break;

            case "build" when rest.StartsWith("-ldflags="):
                LinkedVersion = GoLinkerFlags.Version(rest);
                break;
        }
    }

    private static GoModule? Module(ReadOnlySpan<char> fields)
    {
        int tab = fields.IndexOf('\t');
        ReadOnlySpan<char> path = tab < 0 ? fields : fields[..tab];
        ReadOnlySpan<char> version = tab < 0 ? default : fields[(tab + 1)..];
        int end = version.IndexOf('\t');
        version = end < 0 ? version : version[..end];
        return path.IsEmpty ? null : new(path.ToString(), version.IsEmpty ? Development : version.ToString(), null);
    }

    private void Replace(GoModule replacement)
    {
        if (_dependencies is [.., GoModule replaced])
        {
            // A directory beside go.mod has no version to judge; the name that advisories know is the replaced one.
            bool isDirectory = replacement.Path.StartsWith('.') || replacement.Path.StartsWith('/');
            _dependencies[^1] = isDirectory
                ? new GoModule(replaced.Path, Development, replacement.Path) { AskedVersion = replaced.Version }
                : replacement with { ReplacedPath = replaced.Path };
        }
    }
}
