namespace Skep.Packages.Binaries.Musl;

/// <summary>The musl C library.</summary>
internal sealed class MuslClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("musl", "musl-libc:musl");

    public IReadOnlyList<string> Files { get; } = ["**/ld-musl-*", "**/libc.musl-*"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All(
        "/proc/self/fd/\0<n.n.n>\0",
        "\0<1.n.n>\0");
}
