namespace Skep.Packages.Binaries.Redis;

/// <summary>The Redis server, under its several names.</summary>
/// <remarks>
/// The version stands alone between zeros, as do those in which each command appeared. Only the server's own is
/// followed by the name of the atomic operations it was compiled with, as INFO prints them.
/// </remarks>
internal sealed class RedisClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("redis", "redis:redis");

    public IReadOnlyList<string> Files { get; } =
        ["**/redis-server", "**/redis-sentinel", "**/redis-check-rdb", "**/redis-check-aof"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All(
        "\0<n.n.n>\0c11-builtin\0",
        "\0<n.n.n>\0atomic-builtin\0",
        "\0<n.n.n>\0sync-builtin\0");
}
