namespace Skep.Packages.Binaries.Envoy;

/// <summary>The Envoy proxy.</summary>
/// <remarks>The series are spelt out: the program holds versions of the libraries in it too.</remarks>
internal sealed class EnvoyClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("envoy", "envoyproxy:envoy");

    public IReadOnlyList<string> Files { get; } = ["**/envoy"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All(
        "/<n.n.n~>/Clean/RELEASE",
        "\0<1.1n.n~>\0",
        "\0<1.2n.n~>\0",
        "\0<1.3n.n~>\0");
}
