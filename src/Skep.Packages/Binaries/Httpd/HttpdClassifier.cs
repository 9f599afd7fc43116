namespace Skep.Packages.Binaries.Httpd;

/// <summary>Apache's web server.</summary>
internal sealed class HttpdClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("httpd", "apache:http_server") { Bitnami = ["apache"] };

    public IReadOnlyList<string> Files { get; } = ["**/httpd", "**/apache2"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("Apache/<n.n.n> (", "Apache/<n.n.n>\0");
}
