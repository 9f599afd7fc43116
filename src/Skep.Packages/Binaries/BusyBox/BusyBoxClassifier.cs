namespace Skep.Packages.Binaries.BusyBox;

/// <summary>BusyBox, many small tools in one program.</summary>
internal sealed class BusyBoxClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("busybox", "busybox:busybox");

    public IReadOnlyList<string> Files { get; } = ["**/busybox*"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("BusyBox v<n.n.n>");
}
