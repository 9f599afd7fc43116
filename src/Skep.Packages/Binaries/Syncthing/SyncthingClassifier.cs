namespace Skep.Packages.Binaries.Syncthing;

/// <summary>Syncthing file synchronisation.</summary>
internal sealed class SyncthingClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("syncthing", "syncthing:syncthing");

    public IReadOnlyList<string> Files { get; } = ["**/syncthing"];

    public IReadOnlyList<string> GoModules { get; } = ["github.com/syncthing/syncthing"];
}
