namespace Skep.Packages.Binaries.Runc;

/// <summary>The runc runtime.</summary>
internal sealed class RuncClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("runc", "linuxfoundation:runc");

    public IReadOnlyList<string> Files { get; } = ["**/runc"];

    public IReadOnlyList<string> GoModules { get; } = ["github.com/opencontainers/runc"];
}
