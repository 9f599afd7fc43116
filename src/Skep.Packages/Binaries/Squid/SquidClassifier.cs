namespace Skep.Packages.Binaries.Squid;

/// <summary>The Squid proxy.</summary>
internal sealed class SquidClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("squid", "squid-cache:squid");

    public IReadOnlyList<string> Files { get; } = ["**/squid"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("squid/<n.n[.n]>");
}
