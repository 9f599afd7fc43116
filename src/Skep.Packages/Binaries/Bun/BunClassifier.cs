namespace Skep.Packages.Binaries.Bun;

/// <summary>The Bun runtime.</summary>
internal sealed class BunClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("bun", "oven-sh:bun");

    public IReadOnlyList<string> Files { get; } = ["**/bun"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("\0Bun/<n.n.n>\0", "bun/<n.n.n> npm/");
}
