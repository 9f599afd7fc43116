namespace Skep.Packages.Binaries.Minio;

/// <summary>The MinIO object store, whose releases are dates.</summary>
internal sealed class MinioClassifier : IBinaryClassifier
{
    private const int DateLength = 10;

    public BinaryProduct Product { get; } = new("minio", "minio:minio");

    public IReadOnlyList<string> Files { get; } = ["**/minio"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("\0RELEASE.<n-n-nTn-n-nZ>");

    // Advisories write 2023.05.18 for RELEASE.2023-05-18T00-05-36Z.
    public string? FindVersion(BinaryFile file) =>
        file.First(Marks) is { Length: > DateLength } release ? release[..DateLength].Replace('-', '.') : null;
}
