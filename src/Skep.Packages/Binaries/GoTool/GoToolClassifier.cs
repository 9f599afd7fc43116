namespace Skep.Packages.Binaries.GoTool;

/// <summary>The Go toolchain.</summary>
internal sealed class GoToolClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("go", "golang:go") { Bitnami = ["golang"] };

    public IReadOnlyList<string> Files { get; } = ["**/go/VERSION"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("go<n.n[.n]~>");

    public bool IsElf => false;
}
