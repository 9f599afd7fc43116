using System.Text.Json;
using Skep.Core;
using Skep.Packages.Formats;

namespace Skep.Packages.Npm;

/// <summary>Lists what npm's lock file asks for, in its formats 1 to 3.</summary>
/// <remarks>
/// Format 1 nests <c>dependencies</c>; format 3 is flat, keyed by the path below the project; format 2 holds both,
/// and the flat one is the truth. Format:
/// <see href="https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json"/>.
/// </remarks>
internal sealed class NpmLockInspector : IInspector
{
    private const string Modules = "node_modules/";

    public InspectorId Id => new("npm/lock");

    public int Version => 1;

    public FilePatterns Wants { get; } =
        FilePatterns.Paths("**/package-lock.json", "**/npm-shrinkwrap.json").UpTo(JsonFile.Limit);

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        using JsonDocument? document = JsonFile.TryOpen(file, sink);
        if (document is null)
        {
            return ValueTask.CompletedTask;
        }

        var found = new DeclaredPackages(NpmEcosystem.Name);
        JsonElement packages = document.RootElement.Member("packages"u8);
        if (packages.ValueKind == JsonValueKind.Object)
        {
            ReadFlat(packages, found);
        }
        else
        {
            ReadNested(document.RootElement, found, cancellationToken);
        }

        found.Report(file, sink);
        return ValueTask.CompletedTask;
    }

    private static void ReadFlat(JsonElement packages, DeclaredPackages found)
    {
        foreach ((string path, JsonElement entry) in packages.Members())
        {
            // The project itself, its workspaces, and links to them are no dependencies.
            int modules = path.LastIndexOf(Modules, StringComparison.Ordinal);
            if (modules >= 0 && !entry.IsTrue("link"u8) && !entry.IsTrue("extraneous"u8))
            {
                string name = entry.Text("name"u8) ?? path[(modules + Modules.Length)..];
                AddRelease(found, name, entry.Text("version"u8), entry);
            }
        }
    }

    // Recursion is bounded by the JSON reader's depth.
    private static void ReadNested(JsonElement parent, DeclaredPackages found, CancellationToken cancellationToken)
    {
        foreach ((string name, JsonElement entry) in parent.Member("dependencies"u8).Members())
        {
            cancellationToken.ThrowIfCancellationRequested();
            AddRelease(found, name, entry.Text("version"u8), entry);
            ReadNested(entry, found, cancellationToken);
        }
    }

    private static void AddRelease(DeclaredPackages found, string name, string? version, JsonElement entry)
    {
        if (version?.StartsWith("npm:", StringComparison.Ordinal) == true && version.LastIndexOf('@') is > 4 and int at)
        {
            // An alias: installed under another name than its own.
            (name, version) = (version[4..at], version[(at + 1)..]);
        }

        // Git addresses, tarballs and folders have no release of the registry to judge.
        if (version is not null && !version.AsSpan().ContainsAny(":/"))
        {
            found.Add(name, version, entry.IsTrue("dev"u8));
        }
    }
}
