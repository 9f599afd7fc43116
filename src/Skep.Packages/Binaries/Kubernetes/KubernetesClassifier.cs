namespace Skep.Packages.Binaries.Kubernetes;

/// <summary>The programs of Kubernetes.</summary>
internal sealed class KubernetesClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("kubernetes", "kubernetes:kubernetes") { Bitnami = ["kubectl"] };

    public IReadOnlyList<string> Files { get; } = [
        "**/kubectl",
        "**/kubelet",
        "**/kubeadm",
        "**/kube-apiserver",
        "**/kube-controller-manager",
        "**/kube-scheduler",
        "**/kube-proxy"];

    public IReadOnlyList<string> GoModules { get; } = ["k8s.io/kubernetes"];
}
