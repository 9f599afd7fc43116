namespace Skep.Packages.Binaries.LuaJit;

/// <summary>The LuaJIT interpreter and library.</summary>
internal sealed class LuaJitClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("luajit", "luajit:luajit");

    public IReadOnlyList<string> Files { get; } = ["**/bin/luajit*", "**/libluajit*"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("LuaJIT <n.n.n~>");
}
