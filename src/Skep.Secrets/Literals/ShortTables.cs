using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Skep.Secrets.Literals;

/// <summary>The look-up tables of eight buckets: a bit a bucket, an entry a half-byte, two tables a position.</summary>
internal sealed class ShortTables
{
    private const int TableSize = 16;

    private readonly byte[] _tables = new byte[2 * BucketMasks.Width * TableSize];

    public ShortTables(ReadOnlySpan<BucketMasks> buckets)
    {
        for (int bucket = 0; bucket < buckets.Length; bucket++)
        {
            for (int entry = 0; entry < _tables.Length; entry++)
            {
                uint has = buckets[bucket].Half(entry / TableSize) >> (entry % TableSize) & 1;
                _tables[entry] |= (byte)(has << bucket);
            }
        }
    }

    public WideTables Wide => new(
        Twice(0), Twice(1), Twice(2), Twice(3), Twice(4), Twice(5), Twice(6), Twice(7));

    public NarrowTables Narrow => new(
        Table(0), Table(1), Table(2), Table(3), Table(4), Table(5), Table(6), Table(7));

    /// <summary>Whether one position, which may be among the last bytes, belongs to a bucket.</summary>
    public bool Allows(ReadOnlySpan<byte> text, int at)
    {
        int allowed = byte.MaxValue;
        for (int position = 0; position < BucketMasks.Width && at + position < text.Length; position++)
        {
            byte here = text[at + position];
            allowed &= _tables[(2 * position * TableSize) + (here & 0x0F)]
                & _tables[(((2 * position) + 1) * TableSize) + (here >> 4)];
        }

        return allowed != 0;
    }

    private Vector128<byte> Table(int half) => Vector128.Create(_tables.AsSpan(half * TableSize, TableSize));

    private Vector256<byte> Twice(int half) => Vector256.Create(Table(half), Table(half));
}

/// <summary>The tables of eight buckets for sixteen positions at once.</summary>
/// <remarks>Native code for any machine knows no wider vectors; held in registers they are a third as fast.</remarks>
internal readonly record struct NarrowTables(
    Vector128<byte> Low0,
    Vector128<byte> High0,
    Vector128<byte> Low1,
    Vector128<byte> High1,
    Vector128<byte> Low2,
    Vector128<byte> High2,
    Vector128<byte> Low3,
    Vector128<byte> High3)
{
    /// <summary>The buckets that each position may belong to, from the bytes there and the next three.</summary>
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
    public Vector128<byte> Allowed(Vector128<byte> v0, Vector128<byte> v1, Vector128<byte> v2, Vector128<byte> v3) =>
        Half(Low0, v0) & High(High0, v0) & Half(Low1, v1) & High(High1, v1)
        & Half(Low2, v2) & High(High2, v2) & Half(Low3, v3) & High(High3, v3);

    private static Vector128<byte> Half(Vector128<byte> table, Vector128<byte> text) =>
        Vector128.ShuffleNative(table, text & Vector128.Create((byte)0x0F));

    private static Vector128<byte> High(Vector128<byte> table, Vector128<byte> text) =>
        Vector128.ShuffleNative(table, (text.AsUInt16() >>> 4).AsByte() & Vector128.Create((byte)0x0F));
}

/// <summary>The tables of eight buckets for thirty-two positions at once.</summary>
internal readonly record struct WideTables(
    Vector256<byte> Low0,
    Vector256<byte> High0,
    Vector256<byte> Low1,
    Vector256<byte> High1,
    Vector256<byte> Low2,
    Vector256<byte> High2,
    Vector256<byte> Low3,
    Vector256<byte> High3)
{
    /// <summary>The buckets that each position may belong to, from the bytes there and the next three.</summary>
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
    public Vector256<byte> Allowed(Vector256<byte> v0, Vector256<byte> v1, Vector256<byte> v2, Vector256<byte> v3) =>
        Half(Low0, v0) & High(High0, v0) & Half(Low1, v1) & High(High1, v1)
        & Half(Low2, v2) & High(High2, v2) & Half(Low3, v3) & High(High3, v3);

    private static Vector256<byte> Half(Vector256<byte> table, Vector256<byte> text) =>
        Avx2.Shuffle(table, text & Vector256.Create((byte)0x0F));

    private static Vector256<byte> High(Vector256<byte> table, Vector256<byte> text) =>
        Avx2.Shuffle(table, (text.AsUInt16() >>> 4).AsByte() & Vector256.Create((byte)0x0F));
}
