namespace Skep.Packages.Binaries.OpenResty;

/// <summary>nginx with Lua, as OpenResty builds it.</summary>
internal sealed class OpenRestyClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("openresty", "openresty:openresty");

    public IReadOnlyList<string> Files { get; } = ["**/nginx", "**/openresty"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("nginx version: openresty/<n.n.n[.n]>");
}
