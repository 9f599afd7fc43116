using System.IO.Compression;
using SharpCompress.Compressors.BZip2;
using SharpCompress.Compressors.Xz;
using ZstdSharp;

namespace Skep.Advisories.Import;

/// <summary>Undoes the compression of a stream, known by its first bytes.</summary>
internal static class Compression
{
    private static readonly string[] Suffixes = [".gz", ".xz", ".bz2", ".zst"];

    /// <summary>The decompressed stream; null when the first bytes are of no known compression.</summary>
    /// <exception cref="InvalidDataException">A decompressor that reads ahead met damage.</exception>
    public static Stream? Open(HeadStream stream)
    {
        try
        {
            return Create(stream);
        }
        catch (Exception failure) when (HeadStream.IsDamage(failure))
        {
            throw new InvalidDataException("the compressed content is damaged", failure);
        }
    }

    /// <summary>The name without its compression suffix.</summary>
    public static string Strip(string name)
    {
        string? suffix = Array.Find(Suffixes, end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase));
        return suffix is null ? name : name[..^suffix.Length];
    }

    private static Stream? Create(HeadStream stream) =>
        stream.Head switch
        {
            [0x1f, 0x8b, ..] => new GZipStream(stream, CompressionMode.Decompress),
            [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => new XZStream(stream),
            [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', ..] => BZip2Stream.Create(
                stream,
                SharpCompress.Compressors.CompressionMode.Decompress,
                decompressConcatenated: true),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => new DecompressionStream(stream),
            _ => null,
        };
}
