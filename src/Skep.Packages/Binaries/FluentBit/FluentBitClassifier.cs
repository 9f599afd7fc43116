namespace Skep.Packages.Binaries.FluentBit;

/// <summary>The Fluent Bit log processor.</summary>
internal sealed class FluentBitClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("fluent-bit", "treasuredata:fluent_bit");

    public IReadOnlyList<string> Files { get; } = ["**/fluent-bit"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All(
        "Fluent Bit v<n.n.n>",
        "Fluent-Bit v<n.n.n>");
}
