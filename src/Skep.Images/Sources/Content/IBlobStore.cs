using System.Security.Cryptography;
using Skep.Core;

namespace Skep.Images.Sources.Content;

/// <summary>
/// Where blobs are kept under their digests: a registry's repository, an OCI layout, containerd's content store.
/// </summary>
internal interface IBlobStore : IAsyncDisposable
{
    /// <summary>What it is called in messages: <c>registry host:5000</c>, <c>x.tar</c>.</summary>
    string Title { get; }

    /// <summary>False only when the store knows, without asking anybody, that it does not have the blob.</summary>
    bool MayHold(Digest digest);

    /// <summary>Opens a blob. Its bytes are not verified: who reads them to the end does that.</summary>
    /// <exception cref="SkepException">NotFound when it is not there.</exception>
    ValueTask<Stream> OpenAsync(Descriptor blob, CancellationToken cancellationToken);

    /// <summary>Opens a manifest or an index, which registries keep apart from other blobs.</summary>
    ValueTask<Stream> OpenManifestAsync(Descriptor manifest, CancellationToken cancellationToken) =>
        OpenAsync(manifest, cancellationToken);
}

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
