namespace Skep.Packages.Binaries.OAuth2Proxy;

/// <summary>The OAuth2 proxy.</summary>
internal sealed class OAuth2ProxyClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("oauth2-proxy", "oauth2_proxy_project:oauth2_proxy");

    public IReadOnlyList<string> Files { get; } = ["**/oauth2-proxy"];

    public IReadOnlyList<string> GoModules { get; } = ["github.com/oauth2-proxy/oauth2-proxy"];
}
