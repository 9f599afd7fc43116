namespace Skep.Packages.Binaries.LibArchive;

/// <summary>The libarchive library and its tools.</summary>
internal sealed class LibArchiveClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("libarchive", "libarchive:libarchive");

    public IReadOnlyList<string> Files { get; } = ["**/libarchive.so*", "**/bsdtar", "**/libarchive-*"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("libarchive <n.n.n>");
}
