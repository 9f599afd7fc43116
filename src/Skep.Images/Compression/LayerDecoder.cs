using System.IO.Compression;

namespace Skep.Images.Compression;

/// <summary>Tells how a blob is compressed and opens the decoder for it.</summary>
internal static class LayerDecoder
{
    private const int MagicLength = 4;

    /// <summary>
    /// The uncompressed bytes of <paramref name="blob"/>; <paramref name="blob"/> itself when it is not compressed. A
    /// damaged stream shows as <see cref="InvalidDataException"/> from its reads.
    /// </summary>
    /// <remarks>The media type is not asked: what an engine unpacks is decided by the bytes.</remarks>
    /// <param name="isVerified">A digest of the layer is compared at the end, so checksums inside need not be.</param>
    public static async ValueTask<Stream> OpenAsync(
        BlobReader blob, bool isVerified, CancellationToken cancellationToken)
    {
        await blob.PeekAsync(MagicLength, cancellationToken);
        if (IsGzip(blob.Buffered))
        {
            return OpenGzip(blob, isVerified);
        }

        return IsZstandard(blob.Buffered) ? new ZstandardStream(blob) : blob;
    }

    /// <summary>Whether a blob that starts so has to be decoded.</summary>
    public static bool IsCompressed(ReadOnlySpan<byte> start) => IsGzip(start) || IsZstandard(start);

    private static Stream OpenGzip(BlobReader blob, bool isVerified) =>
        Isal.IsAvailable
            ? new GzipStream(blob, new IsalInflater(keepCrc: !isVerified), checkCrc: !isVerified)
            : new GZipStream(blob, CompressionMode.Decompress, leaveOpen: true);

    private static bool IsGzip(ReadOnlySpan<byte> start) => start.StartsWith<byte>([0x1f, 0x8b, 0x08]);

    // A frame, or one of the sixteen skippable frames, in which zstd:chunked and parallel compressors keep their
    // tables.
    private static bool IsZstandard(ReadOnlySpan<byte> start) =>
        start.StartsWith<byte>([0x28, 0xb5, 0x2f, 0xfd])
        || (start.Length >= MagicLength && (start[0] & 0xf0) == 0x50
            && start[1..].StartsWith<byte>([0x2a, 0x4d, 0x18]));
}
