namespace Skep.Packages.Binaries.Lighttpd;

/// <summary>The lighttpd web server.</summary>
internal sealed class LighttpdClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("lighttpd", "lighttpd:lighttpd");

    public IReadOnlyList<string> Files { get; } = ["**/lighttpd"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("lighttpd/<n.n.n>");
}
