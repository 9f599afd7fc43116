namespace Skep.Packages.Binaries.Memcached;

/// <summary>The memcached cache.</summary>
internal sealed class MemcachedClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("memcached", "memcached:memcached");

    public IReadOnlyList<string> Files { get; } = ["**/memcached"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("memcached <n.n.n>");
}
