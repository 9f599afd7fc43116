namespace Skep.Packages.Binaries.Lua;

/// <summary>The Lua interpreter and library.</summary>
internal sealed class LuaClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("lua", "lua:lua");

    public IReadOnlyList<string> Files { get; } = ["**/bin/lua*", "**/liblua*"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("Lua <5.n.n> ");
}
