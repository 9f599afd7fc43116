using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Skep.Secrets.Literals;

/// <summary>Finds short keywords by comparing four bytes at every position of a vector at once.</summary>
/// <remarks>
/// The rarest four bytes of each keyword are sorted into sixteen buckets. For each of four bytes two tables of
/// sixteen say which buckets allow its low and its high half; what all look-ups allow is looked up by its first
/// three bytes and compared in full. (The first step is known as Teddy, from Hyperscan; with a hundred
/// keywords one position of a hundred passes it; with the two hundred that <see cref="TokenIndex"/> takes away, three.)
/// </remarks>
internal sealed class ShortIndex
{
    private const int Width = BucketMasks.Width;
    private const int Buckets = 8;
    private const uint Fold = 0x202020;

    private readonly EntryTable _table;
    private readonly ShortTables _first;
    private readonly ShortTables _second;

    public ShortIndex(IReadOnlyList<Literal> literals, IEnumerable<int> members)
    {
        KeyPlace[] places =
            [.. members.Select(member => new KeyPlace(member, BucketMasks.RarestWindow(literals[member])))];
        var masks = new BucketMasks[2 * Buckets];

        // The most frequent first: they get a bucket for themselves.
        foreach (KeyPlace place in places.OrderByDescending(each =>
            default(BucketMasks).With(literals[each.Literal], each.Offset).Cost))
        {
            int best = Enumerable.Range(0, masks.Length)
                .MinBy(bucket => masks[bucket].With(literals[place.Literal], place.Offset).Cost - masks[bucket].Cost);
            masks[best] = masks[best].With(literals[place.Literal], place.Offset);
        }

        _table = new EntryTable(literals, places, Literal.MinLength);
        _first = new ShortTables(masks.AsSpan(0, Buckets));
        _second = new ShortTables(masks.AsSpan(Buckets));
    }

    /// <summary>Finds the keywords whose rarest bytes begin in <c>[from, to)</c>, each once.</summary>
    public void Find(ReadOnlySpan<byte> text, int from, int to, ref HitList hits)
    {
        if (_table.IsEmpty)
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
            if (_first.Allows(text, at) || _second.Allows(text, at))
            {
                Verify(text, at, ref hits);
            }
        }
    }

    private int FindWide(ReadOnlySpan<byte> text, int at, int to, ref HitList hits)
    {
        WideTables first = _first.Wide;
        WideTables second = _second.Wide;
        int last = text.Length - Width + 1 - Vector256<byte>.Count;
        ref byte start = ref MemoryMarshal.GetReference(text);
        for (; at < to && at <= last; at += Vector256<byte>.Count)
        {
            // "last" leaves room for the vector and the three bytes behind it.
            ref byte here = ref Unsafe.Add(ref start, (nint)at);
            var v0 = Vector256.LoadUnsafe(ref here);
            var v1 = Vector256.LoadUnsafe(ref here, 1);
            var v2 = Vector256.LoadUnsafe(ref here, 2);
            var v3 = Vector256.LoadUnsafe(ref here, 3);
            Vector256<byte> found = first.Allowed(v0, v1, v2, v3) | second.Allowed(v0, v1, v2, v3);
            uint places = ~Vector256.Equals(found, Vector256<byte>.Zero).ExtractMostSignificantBits();
            if (places == 0)
            {
                continue;
            }

            for (places &= Before(to - at); places != 0; places &= places - 1)
            {
                Verify(text, at + BitOperations.TrailingZeroCount(places), ref hits);
            }
        }

        return at;
    }

    private int FindNarrow(ReadOnlySpan<byte> text, int at, int to, ref HitList hits)
    {
        NarrowTables first = _first.Narrow;
        NarrowTables second = _second.Narrow;
        int last = text.Length - Width + 1 - Vector128<byte>.Count;
        for (; at < to && at <= last; at += Vector128<byte>.Count)
        {
            ReadOnlySpan<byte> here = text.Slice(at, Vector128<byte>.Count + Width - 1);
            var v0 = Vector128.Create(here);
            var v1 = Vector128.Create(here[1..]);
            var v2 = Vector128.Create(here[2..]);
            var v3 = Vector128.Create(here[3..]);
            Vector128<byte> found = first.Allowed(v0, v1, v2, v3) | second.Allowed(v0, v1, v2, v3);
            if (found == Vector128<byte>.Zero)
            {
                continue;
            }

            uint places = ~Vector128.Equals(found, Vector128<byte>.Zero).ExtractMostSignificantBits()
                & 0xFFFF & Before(to - at);
            for (; places != 0; places &= places - 1)
            {
                Verify(text, at + BitOperations.TrailingZeroCount(places), ref hits);
            }
        }

        return at;
    }

    private void Verify(ReadOnlySpan<byte> text, int at, ref HitList hits)
    {
        if (text.Length - at >= Literal.MinLength)
        {
            uint key = (uint)(text[at] | (text[at + 1] << 8) | (text[at + 2] << 16)) | Fold;
            _table.Find(text, at, key, ref hits);
        }
    }

    /// <summary>The bits of the first <paramref name="count"/> places.</summary>
    private static uint Before(int count) => count >= 32 ? uint.MaxValue : (1u << count) - 1;
}
