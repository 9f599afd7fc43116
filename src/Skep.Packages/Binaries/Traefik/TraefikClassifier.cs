namespace Skep.Packages.Binaries.Traefik;

/// <summary>The Traefik proxy.</summary>
internal sealed class TraefikClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("traefik", "traefik:traefik");

    public IReadOnlyList<string> Files { get; } = ["**/traefik"];

    public IReadOnlyList<string> GoModules { get; } = ["github.com/traefik/traefik"];
}
