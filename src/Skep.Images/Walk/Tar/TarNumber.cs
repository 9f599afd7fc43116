using System.Numerics;

namespace Skep.Images.Walk;

/// <summary>Reads the numeric fields of tar headers: octal text, or base 256 where the first bit is set.</summary>
internal static class TarNumber
{
    private const byte Base256 = 0x80;
    private const byte Base256Sign = 0x40;
    private const int BitsOfLong = 63;

    public static bool TryParse(ReadOnlySpan<byte> field, out long value)
    {
        value = 0;
        if ((field[0] & Base256) != 0)
        {
            // A negative number has no meaning in any field the walk reads.
            return (field[0] & Base256Sign) == 0 && TryParseBase256(field, out value);
        }

        ReadOnlySpan<byte> digits = field.Trim(" \0"u8);
        int end = digits.IndexOfAny((byte)'\0', (byte)' ');
        foreach (byte digit in end < 0 ? digits : digits[..end])
        {
            if (digit is < (byte)'0' or > (byte)'7' || value > long.MaxValue >> 3)
            {
                return false;
            }

            value = (value << 3) | (long)(digit - '0');
        }

        return true;
    }

    /// <summary>Decimal text, as PAX records and sparse maps hold it.</summary>
    public static bool TryParseDecimal(ReadOnlySpan<byte> text, out long value) =>
        System.Buffers.Text.Utf8Parser.TryParse(text, out value, out int used) && used == text.Length && value >= 0;

    private static bool TryParseBase256(ReadOnlySpan<byte> field, out long value)
    {
        value = field[0] & (Base256Sign - 1);
        foreach (byte next in field[1..])
        {
            if (BitOperations.Log2((ulong)value) + 1 + 8 > BitsOfLong)
            {
                return false;
            }

            value = (value << 8) | next;
        }

        return true;
    }
}
