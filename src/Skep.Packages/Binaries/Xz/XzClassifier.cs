namespace Skep.Packages.Binaries.Xz;

/// <summary>XZ Utils: the xz tool and the LZMA library.</summary>
internal sealed class XzClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("xz", "tukaani:xz");

    public IReadOnlyList<string> Files { get; } = ["**/xz", "**/liblzma.so*", "**/liblzma-*"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("XZ Utils) <n.n.n~>", "\0<5.n.n~>\0");
}
