using Skep.Core;
using Skep.Packages.Formats;

namespace Skep.Packages.Dart;

/// <summary>Lists what pub's lock file asks for.</summary>
/// <remarks>Format: <see href="https://dart.dev/tools/pub/glossary#lockfile"/>.</remarks>
internal sealed class PubspecLockInspector : IInspector
{
    public InspectorId Id => new("dart/lock");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns.Paths("**/pubspec.lock").UpTo(YamlFile.Limit);

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        if (YamlFile.TryRead(file, sink, cancellationToken) is { } root)
        {
            var found = new DeclaredPackages(PubEcosystem.Name);
            foreach ((string name, Node entry) in root["packages"]?.Members ?? [])
            {
                // Packages of the SDK have no version of their own, folders and git revisions none of the registry.
                if (entry["source"]?.Text is "hosted")
                {
                    found.Add(name, entry["version"]?.Text, entry["dependency"]?.Text is "direct dev");
                }
            }

            found.Report(file, sink);
        }

        return ValueTask.CompletedTask;
    }
}
