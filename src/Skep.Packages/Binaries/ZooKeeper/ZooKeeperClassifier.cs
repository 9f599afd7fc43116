namespace Skep.Packages.Binaries.ZooKeeper;

/// <summary>The ZooKeeper server, by its main jar.</summary>
internal sealed class ZooKeeperClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("zookeeper", "apache:zookeeper");

    public IReadOnlyList<string> Files { get; } = ["**/zookeeper-*.jar"];

    public IReadOnlyList<VersionPattern> PathMarks { get; } = VersionPattern.All("/zookeeper-<n.n.n~>.jar");

    public bool IsElf => false;
}
