namespace Skep.Packages.Binaries.Zstd;

/// <summary>The Zstandard library.</summary>
internal sealed class ZstdClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("zstd", "facebook:zstandard");

    public IReadOnlyList<string> Files { get; } = ["**/libzstd.so.*", "**/libzstd-*"];

    public IReadOnlyList<VersionPattern> PathMarks { get; } = VersionPattern.All(
        "/libzstd.so.<n.n.n>",
        "/libzstd-<...>.so.<n.n.n>");
}
