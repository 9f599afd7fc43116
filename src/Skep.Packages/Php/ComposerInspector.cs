using System.Text.Json;
using Skep.Core;
using Skep.Packages.Formats;

namespace Skep.Packages.Php;

/// <summary>Lists the packages Composer has recorded as installed in a <c>vendor</c> folder.</summary>
/// <remarks>
/// Composer 1 writes a list, Composer 2 an object with the list in <c>packages</c> and the names of those for
/// development. Format:
/// <see href="https://github.com/composer/composer/blob/main/src/Composer/Repository/FilesystemRepository.php"/>.
/// </remarks>
internal sealed class ComposerInspector : IInspector
{
    public InspectorId Id => new("php/installed");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns.Paths("**/composer/installed.json").UpTo(JsonFile.Limit);

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        using JsonDocument? document = JsonFile.TryOpen(file, sink);
        if (document is null)
        {
            return ValueTask.CompletedTask;
        }

        JsonElement root = document.RootElement;
        JsonElement packages = root.ValueKind == JsonValueKind.Array ? root : root.Member("packages"u8);
        HashSet<string> development = [.. root.Member("dev-package-names"u8).Texts()];
        foreach (JsonElement entry in packages.Items())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (ComposerPackage.TryRead(entry) is { } package)
            {
                sink.Add(package with { IsDevelopment = development.Contains(package.Name) });
            }
            else
            {
                sink.Add(new Problem(file.Path, "composer package without a name and a version"));
            }
        }

        return ValueTask.CompletedTask;
    }
}
