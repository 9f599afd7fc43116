namespace Skep.Packages.Binaries.Helm;

/// <summary>The Helm package manager.</summary>
internal sealed class HelmClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("helm", "helm:helm");

    public IReadOnlyList<string> Files { get; } = ["**/helm"];

    public IReadOnlyList<string> GoModules { get; } = ["helm.sh/helm"];
}
