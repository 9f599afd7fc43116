namespace Skep.Packages.Binaries.LibPng;

/// <summary>The PNG library.</summary>
internal sealed class LibPngClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("libpng", "libpng:libpng");

    public IReadOnlyList<string> Files { get; } = ["**/libpng1*"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("libpng version <n.n.n~>");
}
