using System.Security.Cryptography;
using Skep.Core;

namespace Skep.Images.Sources.Content;

/// <summary>
/// Manifests and configurations: small documents that are read whole and verified before they are believed.
/// </summary>
internal static class Documents
{
    /// <summary>What registries accept for a manifest; configurations with long histories stay far below.</summary>
    public static readonly ByteSize MaxSize = ByteSize.Mebibytes(4);

    public static async ValueTask<byte[]> ReadManifestAsync(
        IBlobStore store,
        Descriptor manifest,
        CancellationToken cancellationToken)
    {
        await using Stream stream = await store.OpenManifestAsync(manifest, cancellationToken);
        return await ReadVerifiedAsync(stream, manifest, $"manifest in {store.Title}", cancellationToken);
    }

    public static async ValueTask<byte[]> ReadConfigurationAsync(
        IBlobStore store,
        Descriptor configuration,
        CancellationToken cancellationToken)
    {
        await using Stream stream = await store.OpenAsync(configuration, cancellationToken);
        return await ReadVerifiedAsync(stream, configuration, $"configuration in {store.Title}", cancellationToken);
    }

    public static ValueTask<byte[]> ReadAsync(Stream stream, string what, CancellationToken cancellationToken) =>
        ReadAsync(stream, what, MaxSize, cancellationToken);

    public static async ValueTask<byte[]> ReadAsync(
        Stream stream,
        string what,
        ByteSize limit,
        CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        byte[] chunk = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (buffer.Length + read > limit.Bytes)
            {
                throw new SkepException(ErrorKind.Invalid, $"{what} is larger than {limit}");
            }

            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    private static async ValueTask<byte[]> ReadVerifiedAsync(
        Stream stream,
        Descriptor document,
        string what,
        CancellationToken cancellationToken)
    {
        byte[] bytes = await ReadAsync(stream, what, cancellationToken);
        Verify(bytes, document, what);
        return bytes;
    }

    public static void Verify(ReadOnlySpan<byte> bytes, Descriptor expected, string what)
    {
        Digest actual = DigestOf(bytes, expected.Digest.Algorithm);
        if (actual != expected.Digest)
        {
            throw new SkepException(
                ErrorKind.Invalid,
                $"{what} does not have the digest it is named by: expected {expected.Digest}, computed {actual}",
                "the content was damaged or exchanged on its way; fetch the image again");
        }

        if (expected.Size >= 0 && bytes.Length != expected.Size)
        {
            throw new SkepException(
                ErrorKind.Invalid,
                $"{what} {expected.Digest} has {bytes.Length} bytes, not the {expected.Size} its descriptor says");
        }
    }

    public static Digest DigestOf(ReadOnlySpan<byte> bytes, string algorithm = "sha256") =>
        algorithm == "sha512" ? Digest.Sha512(SHA512.HashData(bytes)) : Digest.Sha256(SHA256.HashData(bytes));
}
