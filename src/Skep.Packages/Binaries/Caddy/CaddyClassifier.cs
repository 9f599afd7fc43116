namespace Skep.Packages.Binaries.Caddy;

/// <summary>The Caddy web server.</summary>
internal sealed class CaddyClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("caddy", "caddyserver:caddy");

    public IReadOnlyList<string> Files { get; } = ["**/caddy"];

    public IReadOnlyList<string> GoModules { get; } = ["github.com/caddyserver/caddy"];
}
