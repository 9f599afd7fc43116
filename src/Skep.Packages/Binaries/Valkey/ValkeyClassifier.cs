namespace Skep.Packages.Binaries.Valkey;

/// <summary>The Valkey server, under its several names.</summary>
/// <remarks>The Redis version that it claims to be compatible with stands beside its own, and is 7.2.4 for
/// good.</remarks>
internal sealed class ValkeyClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("valkey", "lfprojects:valkey");

    public IReadOnlyList<string> Files { get; } =
        ["**/valkey-server", "**/valkey-sentinel", "**/valkey-check-rdb", "**/valkey-check-aof"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All(
        "\0<n.n.n>\0valkey\0",
        "\0valkey\0<n.n.n>\0",
        "\0<9.n.n>\0",
        "\0<8.n.n>\0");
}
