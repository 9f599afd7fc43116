using System.Text.Json;
using Skep.Core;
using Skep.Packages.Formats;

namespace Skep.Packages.Php;

/// <summary>Lists what Composer's lock file asks for.</summary>
/// <remarks>
/// Format:
/// <see href="https://getcomposer.org/doc/01-basic-usage.md#commit-your-composer-lock-file-to-version-control"/>.
/// </remarks>
internal sealed class ComposerLockInspector : IInspector
{
    public InspectorId Id => new("php/lock");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns.Paths("**/composer.lock").UpTo(JsonFile.Limit);

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        using JsonDocument? document = JsonFile.TryOpen(file, sink);
        if (document is not null)
        {
            Report(document.RootElement.Member("packages"u8), isDevelopment: false, file, sink);
            Report(document.RootElement.Member("packages-dev"u8), isDevelopment: true, file, sink);
        }

        return ValueTask.CompletedTask;
    }

    private static void Report(JsonElement packages, bool isDevelopment, FileView file, IFindingSink sink)
    {
        foreach (JsonElement entry in packages.Items())
        {
            if (ComposerPackage.TryRead(entry) is { } package)
            {
                sink.Add(package with { Evidence = PackageEvidence.Declared, IsDevelopment = isDevelopment });
            }
            else
            {
                sink.Add(new Problem(file.Path, "composer package without a name and a version"));
            }
        }
    }
}
