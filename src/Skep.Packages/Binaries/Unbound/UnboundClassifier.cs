namespace Skep.Packages.Binaries.Unbound;

/// <summary>The Unbound DNS resolver.</summary>
internal sealed class UnboundClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("unbound", "nlnetlabs:unbound");

    public IReadOnlyList<string> Files { get; } = ["**/unbound"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("unbound <n.n.n>");
}
