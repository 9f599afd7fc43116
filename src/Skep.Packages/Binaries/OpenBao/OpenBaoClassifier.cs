namespace Skep.Packages.Binaries.OpenBao;

/// <summary>OpenBao, the open fork of Vault.</summary>
internal sealed class OpenBaoClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("openbao", "openbao:openbao");

    public IReadOnlyList<string> Files { get; } = ["**/bao"];

    public IReadOnlyList<string> GoModules { get; } = ["github.com/openbao/openbao"];
}
