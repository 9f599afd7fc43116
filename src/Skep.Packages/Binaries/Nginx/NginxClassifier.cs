namespace Skep.Packages.Binaries.Nginx;

/// <summary>The nginx web server and proxy.</summary>
internal sealed class NginxClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("nginx", "f5:nginx");

    public IReadOnlyList<string> Files { get; } = ["**/nginx", "**/nginx-debug"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All(
        "nginx version: nginx/<n.n.n>",
        "nginx/<n.n.n>\0");
}
