namespace Skep.Packages.Binaries.LibTiff;

/// <summary>The TIFF library.</summary>
internal sealed class LibTiffClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("libtiff", "libtiff:libtiff");

    public IReadOnlyList<string> Files { get; } = ["**/libtiff.so*", "**/libtiff-*"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("LIBTIFF, Version <n.n.n>");
}
