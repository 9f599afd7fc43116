namespace Skep.Packages.Binaries.Etcd;

/// <summary>The etcd store and its client.</summary>
internal sealed class EtcdClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("etcd", "etcd:etcd");

    public IReadOnlyList<string> Files { get; } = ["**/etcd", "**/etcdctl", "**/etcdutl"];

    public IReadOnlyList<string> GoModules { get; } = ["go.etcd.io/etcd", "go.etcd.io/etcd/api"];
}
