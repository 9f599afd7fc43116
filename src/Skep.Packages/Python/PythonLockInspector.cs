using Skep.Core;
using Skep.Packages.Formats;

namespace Skep.Packages.Python;

/// <summary>
/// Lists what the lock files of Poetry, uv and PDM ask for, and the standard one (<c>pylock.toml</c>).
/// </summary>
/// <remarks>
/// All are TOML with a table per package; they differ in where they say that it is for development, and that it is the
/// project itself. Formats: <see href="https://packaging.python.org/en/latest/specifications/pylock-toml/"/>,
/// <see href="https://docs.astral.sh/uv/concepts/projects/layout/#the-lockfile"/>.
/// </remarks>
internal sealed class PythonLockInspector : IInspector
{
    private static readonly string[] LocalSources = ["editable", "virtual", "directory", "path"];

    private static readonly string[] DevelopmentGroups = ["dev", "test", "tests", "docs", "lint", "typing"];

    public InspectorId Id => new("python/lock");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns.Paths(
        "**/pdm.lock", "**/poetry.lock", "**/pylock.toml", "**/uv.lock").UpTo(TomlFile.Limit);

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        if (TomlFile.TryRead(file, sink, cancellationToken) is not { } root)
        {
            return ValueTask.CompletedTask;
        }

        var found = new DeclaredPackages(PythonEcosystem.Name);
        foreach (Node package in (root["package"] ?? root["packages"])?.Items ?? [])
        {
            if (!IsLocal(package))
            {
                found.Add(package["name"]?.Text, package["version"]?.Text, IsDevelopment(package));
            }
        }

        found.Report(file, sink);
        return ValueTask.CompletedTask;
    }

    // uv: source = { editable = "." }; Poetry: source.type = "directory"; pylock: [packages.directory], often
    // unversioned.
    private static bool IsLocal(Node package) =>
        (package["source"] is { } source
            && (LocalSources.Any(kind => source[kind] is not null) || source["type"]?.Text is "directory" or "file"))
        || package["directory"] is not null
        || package["path"] is not null;

    private static bool IsDevelopment(Node package) =>
        package["category"]?.Text == "dev"
        || (package["groups"]?.Items is { Count: > 0 } groups
            && groups.All(group => DevelopmentGroups.Contains(group.Text, StringComparer.Ordinal)));
}
