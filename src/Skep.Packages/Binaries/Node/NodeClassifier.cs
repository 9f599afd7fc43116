namespace Skep.Packages.Binaries.Node;

/// <summary>The Node.js runtime.</summary>
internal sealed class NodeClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("node", "nodejs:node.js");

    public IReadOnlyList<string> Files { get; } = ["**/node", "**/nodejs", "**/libnode.so*"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("node.js/v<n.n.n~>");
}
