namespace Skep.Packages.Binaries.Glibc;

/// <summary>The GNU C library.</summary>
internal sealed class GlibcClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("glibc", "gnu:glibc");

    public IReadOnlyList<string> Files { get; } = ["**/libc.so.6", "**/libc-2.*.so"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("GNU C Library <...> version <n.n[.n]>");
}
