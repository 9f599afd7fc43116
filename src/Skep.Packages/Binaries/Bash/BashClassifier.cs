namespace Skep.Packages.Binaries.Bash;

/// <summary>The Bourne-again shell.</summary>
internal sealed class BashClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("bash", "gnu:bash");

    public IReadOnlyList<string> Files { get; } = ["**/bash"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("Bash version <n.n.n>");
}
