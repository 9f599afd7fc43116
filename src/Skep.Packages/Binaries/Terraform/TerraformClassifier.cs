namespace Skep.Packages.Binaries.Terraform;

/// <summary>HashiCorp Terraform.</summary>
internal sealed class TerraformClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("terraform", "hashicorp:terraform");

    public IReadOnlyList<string> Files { get; } = ["**/terraform"];

    public IReadOnlyList<string> GoModules { get; } = ["github.com/hashicorp/terraform"];
}
