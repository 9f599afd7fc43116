namespace Skep.Packages.Binaries.ArgoCD;

/// <summary>Argo CD.</summary>
internal sealed class ArgoCDClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("argo-cd", "argoproj:argo_cd");

    public IReadOnlyList<string> Files { get; } = ["**/argocd", "**/argocd-*"];

    public IReadOnlyList<string> GoModules { get; } = ["github.com/argoproj/argo-cd"];
}
