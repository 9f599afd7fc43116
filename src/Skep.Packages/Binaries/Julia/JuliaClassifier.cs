namespace Skep.Packages.Binaries.Julia;

/// <summary>The Julia language.</summary>
internal sealed class JuliaClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("julia", "julialang:julia");

    public IReadOnlyList<string> Files { get; } = ["**/libjulia-internal.so*", "**/libjulia.so*"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("__init__\0<n.n.n~>\0verify");
}
