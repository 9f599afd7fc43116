using System.Buffers.Binary;

namespace Skep.Images.Compression;

/// <summary>The header of a gzip member.</summary>
/// <remarks>Format: <see href="https://datatracker.ietf.org/doc/html/rfc1952"/>.</remarks>
internal static class GzipHeader
{
    /// <summary>CRC-32 and length of the content.</summary>
    public const int TrailerLength = 8;

    private const int FixedLength = 10;
    private const byte HasChecksum = 0b0000_0010;
    private const byte HasExtra = 0b0000_0100;
    private const byte HasName = 0b0000_1000;
    private const byte HasComment = 0b0001_0000;
    private const byte Reserved = 0b1110_0000;

    /// <summary>
    /// How long the header at the start of <paramref name="input"/> is; 0 when more input is needed to tell.
    /// </summary>
    /// <exception cref="InvalidDataException">It is no gzip header.</exception>
    public static int Measure(ReadOnlySpan<byte> input)
    {
        if (input.Length < FixedLength)
        {
            return 0;
        }

        byte flags = input[3];
        if (!input.StartsWith<byte>([0x1f, 0x8b, 0x08]) || (flags & Reserved) != 0)
        {
            throw new InvalidDataException("something that is not gzip follows a gzip member");
        }

        int at = FixedLength;
        if ((flags & HasExtra) != 0)
        {
            if (input.Length < at + 2)
            {
                return 0;
            }

            at += 2 + BinaryPrimitives.ReadUInt16LittleEndian(input[at..]);
        }

        if (((flags & HasName) != 0 && !SkipText(input, ref at))
            || ((flags & HasComment) != 0 && !SkipText(input, ref at)))
        {
            return 0;
        }

        at += (flags & HasChecksum) != 0 ? 2 : 0;
        return at <= input.Length ? at : 0;
    }

    private static bool SkipText(ReadOnlySpan<byte> input, ref int at)
    {
        int length = at > input.Length ? -1 : input[at..].IndexOf((byte)0);
        at += length + 1;
        return length >= 0;
    }
}
