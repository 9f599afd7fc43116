namespace Skep.Packages.Binaries.Php;

/// <summary>The PHP interpreter, as command, FastCGI server and Apache module.</summary>
internal sealed class PhpClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("php", "php:php");

    public IReadOnlyList<string> Files { get; } = ["**/bin/php*", "**/sbin/php-fpm*", "**/libphp*.so"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("X-Powered-By: PHP/<n.n.n~>");
}
