using Skep.Core;
using Skep.Packages.Formats;

namespace Skep.Packages.Npm;

/// <summary>Lists what pnpm's lock file asks for, in its formats 5, 6 and 9.</summary>
/// <remarks>
/// The key of an entry names it: <c>/name/1.0.0_peers</c> in format 5, <c>/name@1.0.0(peers)</c> in 6, without the
/// slash in 9. Format 9 no longer says which are for development: what no <c>dependencies</c> reach is.
/// Format: <see href="https://github.com/pnpm/spec/tree/master/lockfile"/>.
/// </remarks>
internal sealed class PnpmLockInspector : IInspector
{
    public InspectorId Id => new("npm/pnpm-lock");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns.Paths("**/pnpm-lock.yaml").UpTo(YamlFile.Limit);

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        if (YamlFile.TryRead(file, sink, cancellationToken) is not { } root)
        {
            return ValueTask.CompletedTask;
        }

        bool isNested = root["lockfileVersion"]?.Text?.StartsWith('5') == true;
        HashSet<string>? needed = root["snapshots"] is { } snapshots ? Reach(root, snapshots, cancellationToken) : null;
        var found = new DeclaredPackages(NpmEcosystem.Name);
        foreach ((string key, Node entry) in root["packages"]?.Members ?? [])
        {
            (string name, string version) = isNested ? SplitBySlash(key) : SplitByAt(key);

            // Tarballs and git addresses are keyed by where they come from, and name themselves inside.
            name = entry["name"]?.Text ?? name;
            version = entry["version"]?.Text ?? version;
            bool isDevelopment = needed is null
                ? entry["dev"]?.Text == "true"
                : !needed.Contains(WithoutPeers(key));
            if (!version.AsSpan().ContainsAny(":/"))
            {
                found.Add(name, version, isDevelopment);
            }
        }

        found.Report(file, sink);
        return ValueTask.CompletedTask;
    }

    private static (string Name, string Version) SplitBySlash(string key)
    {
        string path = key.TrimStart('/');
        int slash = path.LastIndexOf('/');
        string version = path[(slash + 1)..];
        int peers = version.IndexOf('_', StringComparison.Ordinal);
        return (slash < 0 ? string.Empty : path[..slash], peers < 0 ? version : version[..peers]);
    }

    private static (string Name, string Version) SplitByAt(string key)
    {
        string path = WithoutPeers(key.TrimStart('/'));
        int at = path.LastIndexOf('@');
        return at <= 0 ? (path, string.Empty) : (path[..at], path[(at + 1)..]);
    }

    private static string WithoutPeers(string key) =>
        key.IndexOf('(', StringComparison.Ordinal) is >= 0 and int peers ? key[..peers] : key;

    private static HashSet<string> Reach(Node root, Node snapshots, CancellationToken cancellationToken)
    {
        var byKey = new Dictionary<string, Node>(StringComparer.Ordinal);
        foreach ((string key, Node entry) in snapshots.Members)
        {
            byKey.TryAdd(key, entry);
        }

        var reached = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<string>();
        foreach ((_, Node importer) in root["importers"]?.Members ?? [])
        {
            Push(importer, waiting);
        }

        while (waiting.TryPop(out string? key))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (reached.Add(key) && byKey.TryGetValue(key, out Node? entry))
            {
                Push(entry, waiting);
            }
        }

        return [.. reached.Select(WithoutPeers)];
    }

    private static void Push(Node owner, Stack<string> waiting)
    {
        foreach (string kind in (ReadOnlySpan<string>)["dependencies", "optionalDependencies"])
        {
            foreach ((string name, Node value) in owner[kind]?.Members ?? [])
            {
                // An importer's dependency is a table, a snapshot's the bare version; an alias gives name and version.
                string version = value["version"]?.Text ?? value.Text ?? string.Empty;
                waiting.Push(WithoutPeers(version).LastIndexOf('@') > 0 ? version : $"{name}@{version}");
            }
        }
    }
}
