namespace Skep.Packages.Binaries.HAProxy;

/// <summary>The HAProxy load balancer.</summary>
internal sealed class HAProxyClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("haproxy", "haproxy:haproxy");

    public IReadOnlyList<string> Files { get; } = ["**/haproxy"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All(
        " version <n.n.n~><...>, released 20",
        "HA-Proxy version <n.n.n~>");
}
