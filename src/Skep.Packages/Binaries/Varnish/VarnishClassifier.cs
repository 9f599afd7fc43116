namespace Skep.Packages.Binaries.Varnish;

/// <summary>The Varnish cache.</summary>
internal sealed class VarnishClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("varnish", "varnish-software:varnish_cache");

    public IReadOnlyList<string> Files { get; } = ["**/varnishd"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("varnish-<n.n.n> revision");
}
