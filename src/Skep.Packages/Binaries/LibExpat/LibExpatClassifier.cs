namespace Skep.Packages.Binaries.LibExpat;

/// <summary>The Expat XML parser.</summary>
internal sealed class LibExpatClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("libexpat", "libexpat_project:libexpat");

    public IReadOnlyList<string> Files { get; } = ["**/libexpat.so*", "**/libexpat-*"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("expat_<n.n.n>");
}
