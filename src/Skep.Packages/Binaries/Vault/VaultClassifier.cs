namespace Skep.Packages.Binaries.Vault;

/// <summary>HashiCorp Vault.</summary>
internal sealed class VaultClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("vault", "hashicorp:vault");

    public IReadOnlyList<string> Files { get; } = ["**/vault"];

    public IReadOnlyList<string> GoModules { get; } = ["github.com/hashicorp/vault"];
}
