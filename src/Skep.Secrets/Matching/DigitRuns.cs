using System.Numerics;
using System.Runtime.Intrinsics;

namespace Skep.Secrets.Matching;

/// <summary>Passes over text without long numbers.</summary>
/// <remarks>
/// Eleven digits in a row hold four of them at a multiple of eight, wherever they lie: half of a text is compared with
/// digits, four bytes at a time, and nothing else is looked at.
/// </remarks>
internal static class DigitRuns
{
    private const int Step = 8;
    private const int Block = sizeof(uint);

    // Every other block of a vector.
    private const uint EvenBlocks = 0b0101_0101;

    /// <summary>A multiple of eight, from <paramref name="from"/> on, at which four digits are; -1 for none.</summary>
    public static int Find(ReadOnlySpan<byte> text, int from)
    {
        int at = (from + Step - 1) & ~(Step - 1);
        for (; at <= text.Length - Vector256<byte>.Count; at += Vector256<byte>.Count)
        {
            Vector256<byte> digits = Vector256.Create(text[at..]) - Vector256.Create((byte)'0');
            Vector256<uint> blocks = Vector256.LessThan(digits, Vector256.Create((byte)10)).AsUInt32();
            uint found = EvenBlocks
                & Vector256.Equals(blocks, Vector256<uint>.AllBitsSet).ExtractMostSignificantBits();
            if (found != 0)
            {
                return at + (Block * BitOperations.TrailingZeroCount(found));
            }
        }

        for (; at <= text.Length - Block; at += Step)
        {
            if (!text.Slice(at, Block).ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            {
                return at;
            }
        }

        return -1;
    }
}
