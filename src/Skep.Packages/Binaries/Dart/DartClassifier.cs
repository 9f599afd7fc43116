namespace Skep.Packages.Binaries.Dart;

/// <summary>The Dart virtual machine.</summary>
internal sealed class DartClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("dart", "dart:dart_software_development_kit");

    public IReadOnlyList<string> Files { get; } = ["**/dart", "**/dartaotruntime"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All(
        "\0<n.n.n~> (stable) (",
        "\0<n.n.n~> (beta) (");
}
