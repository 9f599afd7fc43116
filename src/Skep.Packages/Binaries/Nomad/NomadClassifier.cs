namespace Skep.Packages.Binaries.Nomad;

/// <summary>HashiCorp Nomad.</summary>
internal sealed class NomadClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("nomad", "hashicorp:nomad");

    public IReadOnlyList<string> Files { get; } = ["**/nomad"];

    public IReadOnlyList<string> GoModules { get; } = ["github.com/hashicorp/nomad"];
}
