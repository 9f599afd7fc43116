namespace Skep.Packages.Binaries.DotNet;

/// <summary>The .NET runtime, by the folder that holds its virtual machine.</summary>
internal sealed class DotNetClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("dotnet", "microsoft:.net");

    public IReadOnlyList<string> Files { get; } = ["**/Microsoft.NETCore.App/*/libcoreclr.so"];

    public IReadOnlyList<VersionPattern> PathMarks { get; } = VersionPattern.All("Microsoft.NETCore.App/<n.n.n*>/");
}
