using System.Numerics;

namespace Skep.Secrets.Literals;

/// <summary>The half-bytes that the keywords of a bucket have at each of four positions, sixteen bits a half.</summary>
/// <param name="Cost">The share of the positions of a text that passes.</param>
internal readonly record struct BucketMasks(UInt128 Bits, double Cost)
{
    public const int Width = 4;

    private static readonly double[] Shares = [.. Enumerable.Range(0, 128).Select(ByteRarity.Share)];

    /// <summary>Where the four bytes of a keyword begin that text holds least often.</summary>
    public static int RarestWindow(Literal literal) => literal.Text.Length <= Width ? 0
        : Enumerable.Range(0, literal.Text.Length - Width + 1).MinBy(offset =>
            default(BucketMasks).With(literal, offset).Cost);

    /// <summary>Bit n says whether a keyword has n there.</summary>
    /// <param name="half">Twice the position for the low half of the byte, one more for the high one.</param>
    public uint Half(int half) => (uint)((Bits >> (16 * half)) & 0xFFFF);

    public BucketMasks With(Literal literal, int offset)
    {
        UInt128 bits = Bits;
        for (int position = 0; position < Width; position++)
        {
            uint low = 0xFFFF;
            uint high = 0xFFFF;
            if (offset + position < literal.Text.Length)
            {
                char c = literal.Text[offset + position];
                low = 1u << (c & 0x0F);
                high = 1u << (c >> 4);
                high |= literal.IgnoresCase && char.IsAsciiLetter(c) ? 1u << ((c ^ 0x20) >> 4) : 0;
            }

            bits |= (UInt128)(low | (high << 16)) << (32 * position);
        }

        return new BucketMasks(bits, CostOf(bits));
    }

    private static double CostOf(UInt128 bits)
    {
        double cost = 1;
        for (int position = 0; position < Width; position++)
        {
            uint low = (uint)((bits >> (32 * position)) & 0xFFFF);
            uint high = (uint)((bits >> ((32 * position) + 16)) & 0xFFFF);
            cost *= ShareOf(low, high);
        }

        return cost;
    }

    // Few of the half-bytes are set, and this is asked some ten thousand times when rules are set up.
    private static double ShareOf(uint low, uint high)
    {
        double sum = 0;
        for (; high != 0; high &= high - 1)
        {
            int row = 16 * BitOperations.TrailingZeroCount(high);
            for (uint left = low; left != 0 && row < Shares.Length; left &= left - 1)
            {
                sum += Shares[row + BitOperations.TrailingZeroCount(left)];
            }
        }

        return sum;
    }
}
