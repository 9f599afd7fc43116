namespace Skep.Packages.Binaries.Envoy;

/// <summary>The Envoy proxy.</summary>
internal sealed class EnvoyClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("envoy", "envoyproxy:envoy");

    public IReadOnlyList<string> Files { get; } = ["**/envoy"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All(
        "/<n.n.n~>/Clean/RELEASE",
        "\0<1.n.n~>\0");
}
