namespace Skep.Packages.Binaries.Deno;

/// <summary>The Deno runtime.</summary>
internal sealed class DenoClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("deno", "deno:deno");

    public IReadOnlyList<string> Files { get; } = ["**/deno"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("Deno/<n.n.n>Deno/", "Deno/<n.n.n>+");
}
