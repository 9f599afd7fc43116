namespace Skep.Packages.Binaries.LibXml2;

/// <summary>The XML library libxml2, which says its version only in its file name.</summary>
internal sealed class LibXml2Classifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("libxml2", "xmlsoft:libxml2");

    public IReadOnlyList<string> Files { get; } = ["**/libxml2.so.*", "**/libxml2-*"];

    public IReadOnlyList<VersionPattern> PathMarks { get; } = VersionPattern.All(
        "/libxml2.so.<n.n.n>",
        "/libxml2-<...>.so.<n.n.n>");
}
