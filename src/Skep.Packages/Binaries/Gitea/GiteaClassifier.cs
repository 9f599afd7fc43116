namespace Skep.Packages.Binaries.Gitea;

/// <summary>The Gitea forge.</summary>
internal sealed class GiteaClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("gitea", "gitea:gitea");

    public IReadOnlyList<string> Files { get; } = ["**/gitea"];

    public IReadOnlyList<string> GoModules { get; } = ["code.gitea.io/gitea"];
}
