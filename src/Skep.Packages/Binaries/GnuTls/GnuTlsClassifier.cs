namespace Skep.Packages.Binaries.GnuTls;

/// <summary>The GnuTLS library.</summary>
internal sealed class GnuTlsClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("gnutls", "gnu:gnutls");

    public IReadOnlyList<string> Files { get; } = ["**/libgnutls.so*", "**/libgnutls-*"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("GnuTLS <n.n.n> ");
}
