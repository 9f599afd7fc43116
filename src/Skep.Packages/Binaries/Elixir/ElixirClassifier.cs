namespace Skep.Packages.Binaries.Elixir;

/// <summary>The Elixir language.</summary>
internal sealed class ElixirClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("elixir", "elixir-lang:elixir");

    public IReadOnlyList<string> Files { get; } = ["**/elixir.app"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All(
        "{vsn,\"<n.n.n~>\"",
        "{vsn, \"<n.n.n~>\"");

    public bool IsElf => false;
}
