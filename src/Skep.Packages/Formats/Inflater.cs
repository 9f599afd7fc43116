using System.IO.Compression;

namespace Skep.Packages.Formats;

/// <summary>Inflates one entry of an archive into memory, never beyond the size the archive claims for it.</summary>
internal static class Inflater
{
    // Deflate's best: 258 bytes from two bits. A claim beyond that is false, and must not size a buffer.
    private const int MaxRatio = 1032;
    private const int FirstBuffer = 4096;
    private const int Eager = 1024 * 1024;

    /// <summary>
    /// The inflated bytes, or null when the data is damaged or holds more than <paramref name="size"/> bytes.
    /// </summary>
    public static ReadOnlyMemory<byte>? TryInflate(ReadOnlyMemory<byte> deflated, int size)
    {
        if (size > ((long)deflated.Length * MaxRatio) + FirstBuffer)
        {
            return null;
        }

        // One byte more than claimed, to see whether there is more.
        byte[] buffer = new byte[Math.Min(size, Eager) + 1];
        int length = 0;
        try
        {
            using var inflate = new DeflateStream(new MemoryReadStream(deflated), CompressionMode.Decompress);
            while (true)
            {
                int read = inflate.Read(buffer, length, buffer.Length - length);
                length += read;
                if (read == 0)
                {
                    return buffer.AsMemory(0, length);
                }

                if (length > size)
                {
                    return null;
                }

                if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, (int)Math.Min((long)length * 4, (long)size + 1));
                }
            }
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
