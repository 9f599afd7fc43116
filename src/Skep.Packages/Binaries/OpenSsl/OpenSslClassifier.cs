namespace Skep.Packages.Binaries.OpenSsl;

/// <summary>OpenSSL: the tool and its two libraries.</summary>
/// <remarks>A program carries the version text with a date; its messages name versions without one.</remarks>
internal sealed class OpenSslClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("openssl", "openssl:openssl");

    public IReadOnlyList<string> Files { get; } =
    [
        "**/openssl",
        "**/libcrypto.so*",
        "**/libssl.so*",
        "**/libcrypto-*",
        "**/libssl-*",
    ];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All(
        "OpenSSL <n.n.na> <...> 20",
        "OpenSSL <n.n.na>-fips <...> 20",
        "OpenSSL <n.n.n~> <...> 20");
}
