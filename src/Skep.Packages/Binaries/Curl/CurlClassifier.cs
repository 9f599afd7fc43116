namespace Skep.Packages.Binaries.Curl;

/// <summary>The curl tool and libcurl.</summary>
internal sealed class CurlClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("curl", "haxx:curl");

    public IReadOnlyList<string> Files { get; } = ["**/curl", "**/libcurl.so*", "**/libcurl-*"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All(
        "libcurl/<n.n.n>",
        "\0curl/<n.n.n>",
        "curl <n.n.n> (");
}
