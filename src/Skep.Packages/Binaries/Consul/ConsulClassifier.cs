namespace Skep.Packages.Binaries.Consul;

/// <summary>HashiCorp Consul.</summary>
internal sealed class ConsulClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("consul", "hashicorp:consul");

    public IReadOnlyList<string> Files { get; } = ["**/consul"];

    public IReadOnlyList<string> GoModules { get; } = ["github.com/hashicorp/consul"];
}
