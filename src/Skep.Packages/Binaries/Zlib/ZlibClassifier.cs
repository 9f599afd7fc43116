namespace Skep.Packages.Binaries.Zlib;

/// <summary>The zlib compression library.</summary>
internal sealed class ZlibClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("zlib", "zlib:zlib");

    public IReadOnlyList<string> Files { get; } = ["**/libz.so*", "**/libz-*"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All(
        " deflate <n.n[.n][.n]> Copyright",
        " inflate <n.n[.n][.n]> Copyright");
}
