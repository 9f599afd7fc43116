namespace Skep.Packages.Binaries.Containerd;

/// <summary>The containerd runtime.</summary>
internal sealed class ContainerdClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("containerd", "linuxfoundation:containerd");

    public IReadOnlyList<string> Files { get; } = ["**/containerd", "**/ctr"];

    public IReadOnlyList<string> GoModules { get; } = ["github.com/containerd/containerd"];
}
