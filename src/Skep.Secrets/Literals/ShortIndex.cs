using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Skep.Secrets.Literals;

/// <summary>Finds short keywords by comparing four bytes at every position of a vector at once.</summary>
/// <remarks>
/// Keywords are sorted into eight buckets. For each of four bytes two tables of sixteen say which buckets allow its low
/// and its high half; what all eight look-ups allow is compared in full. (The method is known as Teddy, from Hyperscan.)
/// </remarks>
internal sealed class ShortIndex
{
    private const int Width = 4;
    private const int Buckets = 8;

    private readonly IReadOnlyList<Literal> _literals;
    private readonly int[][] _buckets;
    private readonly Vector128<byte>[] _low = new Vector128<byte>[Width];
    private readonly Vector128<byte>[] _high = new Vector128<byte>[Width];
    private readonly byte[] _tables = new byte[2 * Width * 16];
    private readonly bool _isEmpty;

    public ShortIndex(IReadOnlyList<Literal> literals, IEnumerable<int> members)
    {
        _literals = literals;
        var masks = new BucketMasks[Buckets];
        var lists = Enumerable.Range(0, Buckets).Select(_ => new List<int>()).ToArray();
        foreach (int member in members.OrderBy(member => literals[member].Text, StringComparer.Ordinal))
        {
            int best = Enumerable.Range(0, Buckets).MinBy(b => masks[b].With(literals[member]).Cost - masks[b].Cost);
            masks[best] = masks[best].With(literals[member]);
            lists[best].Add(member);
        }

        _buckets = [.. lists.Select(list => list.ToArray())];
        _isEmpty = lists.All(list => list.Count == 0);
        for (int position = 0; position < Width; position++)
        {
            _low[position] = Table(masks, position * 2);
            _high[position] = Table(masks, (position * 2) + 1);
            _low[position].CopyTo(_tables, position * 32);
            _high[position].CopyTo(_tables, (position * 32) + 16);
        }
    }

    /// <summary>Finds the keywords that begin in <c>[from, to)</c>.</summary>
    public void Find(ReadOnlySpan<byte> text, int from, int to, ref HitList hits)
    {
        if (_isEmpty)
        {
            return;
        }

        int at = from;
        if (Avx2.IsSupported)
        {
            at = FindWide(text, at, to, ref hits);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            at = FindNarrow(text, at, to, ref hits);
        }

        for (; at < to; at++)
        {
            Verify(text, at, BucketsAt(text, at), ref hits);
        }
    }

    /// <summary>What the vectors say, for the last few bytes of a text.</summary>
    private byte BucketsAt(ReadOnlySpan<byte> text, int at)
    {
        int allowed = byte.MaxValue;
        for (int position = 0; position < Width && at + position < text.Length; position++)
        {
            byte here = text[at + position];
            allowed &= _tables[(position * 32) + (here & 0x0F)] & _tables[(position * 32) + 16 + (here >> 4)];
        }

        return (byte)allowed;
    }

    private int FindWide(ReadOnlySpan<byte> text, int at, int to, ref HitList hits)
    {
        Vector256<byte> low0 = Vector256.Create(_low[0], _low[0]), high0 = Vector256.Create(_high[0], _high[0]);
        Vector256<byte> low1 = Vector256.Create(_low[1], _low[1]), high1 = Vector256.Create(_high[1], _high[1]);
        Vector256<byte> low2 = Vector256.Create(_low[2], _low[2]), high2 = Vector256.Create(_high[2], _high[2]);
        Vector256<byte> low3 = Vector256.Create(_low[3], _low[3]), high3 = Vector256.Create(_high[3], _high[3]);
        int last = text.Length - Width + 1 - Vector256<byte>.Count;
        for (; at < to && at <= last; at += Vector256<byte>.Count)
        {
            ReadOnlySpan<byte> here = text.Slice(at, Vector256<byte>.Count + Width - 1);
            Vector256<byte> found = Allowed(low0, high0, Vector256.Create(here))
                & Allowed(low1, high1, Vector256.Create(here[1..]))
                & Allowed(low2, high2, Vector256.Create(here[2..]))
                & Allowed(low3, high3, Vector256.Create(here[3..]));
            if (found != Vector256<byte>.Zero)
            {
                uint places = ~Vector256.Equals(found, Vector256<byte>.Zero).ExtractMostSignificantBits() & Before(to - at);
                for (; places != 0; places &= places - 1)
                {
                    int place = BitOperations.TrailingZeroCount(places);
                    Verify(text, at + place, found.GetElement(place), ref hits);
                }
            }
        }

        return at;
    }

    private int FindNarrow(ReadOnlySpan<byte> text, int at, int to, ref HitList hits)
    {
        int last = text.Length - Width + 1 - Vector128<byte>.Count;
        for (; at < to && at <= last; at += Vector128<byte>.Count)
        {
            Vector128<byte> found = Vector128<byte>.AllBitsSet;
            for (int position = 0; position < Width; position++)
            {
                Vector128<byte> here = Vector128.Create(text.Slice(at + position, Vector128<byte>.Count));
                found &= Vector128.Shuffle(_low[position], here & Vector128.Create((byte)0x0F))
                    & Vector128.Shuffle(_high[position], here >>> 4);
            }

            uint places = ~Vector128.Equals(found, Vector128<byte>.Zero).ExtractMostSignificantBits()
                & 0xFFFF & Before(to - at);
            for (; places != 0; places &= places - 1)
            {
                int place = BitOperations.TrailingZeroCount(places);
                Verify(text, at + place, found.GetElement(place), ref hits);
            }
        }

        return at;
    }

    private void Verify(ReadOnlySpan<byte> text, int at, byte buckets, ref HitList hits)
    {
        for (uint rest = buckets; rest != 0; rest &= rest - 1)
        {
            foreach (int literal in _buckets[BitOperations.TrailingZeroCount(rest)])
            {
                if (_literals[literal].IsAt(text, at))
                {
                    hits.Add(literal, at);
                }
            }
        }
    }

    /// <summary>The bits of the first <paramref name="count"/> places.</summary>
    private static uint Before(int count) => count >= 32 ? uint.MaxValue : (1u << count) - 1;

    private static Vector256<byte> Allowed(Vector256<byte> low, Vector256<byte> high, Vector256<byte> text) =>
        Avx2.Shuffle(low, text & Vector256.Create((byte)0x0F))
        & Avx2.Shuffle(high, (text.AsUInt16() >>> 4).AsByte() & Vector256.Create((byte)0x0F));

    private static Vector128<byte> Table(BucketMasks[] masks, int half)
    {
        Span<byte> table = stackalloc byte[16];
        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            for (int nibble = 0; nibble < 16; nibble++)
            {
                table[nibble] |= (byte)((masks[bucket].Half(half) >> nibble & 1) << bucket);
            }
        }

        return Vector128.Create(table);
    }

    /// <summary>The half-bytes that a bucket's keywords have at each position, sixteen bits a half.</summary>
    private readonly record struct BucketMasks(UInt128 Bits)
    {
        /// <summary>How many texts of four bytes pass: what a bucket lets through in vain.</summary>
        public long Cost
        {
            get
            {
                long cost = 1;
                for (int half = 0; half < 2 * Width; half++)
                {
                    cost *= (long)BitOperations.PopCount(Half(half));
                }

                return cost;
            }
        }

        public uint Half(int half) => (uint)((Bits >> (16 * half)) & 0xFFFF);

        public BucketMasks With(Literal literal)
        {
            UInt128 bits = Bits;
            for (int position = 0; position < Width; position++)
            {
                uint low = 0xFFFF;
                uint high = 0xFFFF;
                if (position < literal.Text.Length)
                {
                    char c = literal.Text[position];
                    low = 1u << (c & 0x0F);
                    high = 1u << (c >> 4);
                    high |= literal.IgnoresCase && char.IsAsciiLetter(c) ? 1u << ((c ^ 0x20) >> 4) : 0;
                }

                bits |= (UInt128)(low | (high << 16)) << (32 * position);
            }

            return new BucketMasks(bits);
        }
    }
}
