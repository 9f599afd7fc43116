namespace Skep.Packages.Binaries.Git;

/// <summary>The git version control system.</summary>
internal sealed class GitClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("git", "git-scm:git");

    public IReadOnlyList<string> Files { get; } = ["**/git"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All(
        "git/<n.n.n[.n]~>",
        "git version <n.n.n[.n]~>");
}
