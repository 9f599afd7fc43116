using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Skep.Secrets.Literals;

/// <summary>Keywords by a few of their bytes: from a place that may hold one to those that do.</summary>
/// <remarks>
/// Nearly every place asked for holds none. So a bitmap of 8 KiB is asked first, then eight bytes are compared at once,
/// and only what passes both is compared byte by byte. Bit 5 of every byte is set, which folds the case.
/// </remarks>
internal sealed class EntryTable
{
    private const int BitmapBits = 16;
    private const int HeadBits = 10;
    private const int Probe = sizeof(ulong);
    private const ulong Fold = 0x2020_2020_2020_2020;

    private readonly Literal[] _literals;
    private readonly Entry[] _entries;
    private readonly uint[] _bitmap = new uint[(1 << BitmapBits) / 32];
    private readonly int[] _heads = new int[1 << HeadBits];

    /// <param name="places">Where in which keyword the bytes stand that are its key.</param>
    /// <param name="keyLength">Three or four bytes.</param>
    public EntryTable(IReadOnlyList<Literal> literals, IReadOnlyList<KeyPlace> places, int keyLength)
    {
        _literals = [.. literals];
        _entries = new Entry[places.Count];
        Array.Fill(_heads, -1);
        for (int i = 0; i < _entries.Length; i++)
        {
            string text = literals[places[i].Literal].Text;
            uint key = KeyOf(text.AsSpan(places[i].Offset, keyLength));
            uint hash = Hash(key);
            ref int head = ref _heads[hash >> (BitmapBits - HeadBits)];
            _entries[i] = Entry.Of(text, places[i], key, head);
            head = i;
            _bitmap[hash >> 5] |= 1u << (int)(hash & 31);
        }
    }

    public bool IsEmpty => _entries.Length == 0;

    /// <summary>The bitmap, for loops that ask <see cref="Bit"/> at every place.</summary>
    public ref uint Bitmap => ref MemoryMarshal.GetArrayDataReference(_bitmap);

    /// <summary>In its lowest bit whether a folded key may be one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bit(ref uint bitmap, uint key)
    {
        // The hash has as many bits as the table.
        unchecked
        {
            uint hash = Hash(key);
            return Unsafe.Add(ref bitmap, hash >> 5) >> (int)hash;
        }
    }

    /// <summary>Adds the keywords that have their key, which is <paramref name="key"/> folded, here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Find(ReadOnlySpan<byte> text, int at, uint key, ref HitList hits)
    {
        if ((Bit(ref Bitmap, key) & 1) != 0)
        {
            Compare(text, at, key, ref hits);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Compare(ReadOnlySpan<byte> text, int at, uint key, ref HitList hits)
    {
        int next = _heads[Hash(key) >> (BitmapBits - HeadBits)];
        while (next >= 0)
        {
            ref readonly Entry entry = ref _entries[next];
            next = entry.Next;
            int probe = at - entry.Back;
            if (entry.Key == key
                && (probe < 0 || probe > text.Length - Probe
                    || ((BinaryPrimitives.ReadUInt64LittleEndian(text[probe..]) | Fold) & entry.Mask) == entry.Value)
                && _literals[entry.Literal].IsAt(text, at - entry.Offset))
            {
                hits.Add(entry.Literal, at - entry.Offset);
            }
        }
    }

    private static uint KeyOf(ReadOnlySpan<char> text)
    {
        uint key = 0;
        for (int i = 0; i < text.Length; i++)
        {
            key |= (uint)(text[i] | 0x20) << (8 * i);
        }

        return key;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Hash(uint key) => unchecked(key * 0x9E3779B1) >> (32 - BitmapBits);

    /// <summary>A keyword, where its key is, and the eight bytes of it that are compared first.</summary>
    /// <param name="Offset">Where the key begins in the keyword.</param>
    /// <param name="Back">How far before the key the eight bytes begin.</param>
    private readonly record struct Entry(ulong Value, ulong Mask, uint Key, int Literal, int Offset, int Back)
    {
        /// <summary>Another entry of the same hash; -1 for none.</summary>
        public int Next { get; private init; }

        public static Entry Of(string text, KeyPlace place, uint key, int next)
        {
            // The eight bytes round the key, as far as the keyword has so many.
            int from = Math.Clamp(place.Offset - 2, 0, Math.Max(0, text.Length - Probe));
            ulong value = 0;
            ulong mask = 0;
            for (int i = 0; i < Probe && from + i < text.Length; i++)
            {
                value |= (ulong)(text[from + i] | 0x20) << (8 * i);
                mask |= 0xFFUL << (8 * i);
            }

            return new Entry(value, mask, key, place.Literal, place.Offset, place.Offset - from) { Next = next };
        }
    }
}

/// <summary>A place in a keyword.</summary>
/// <param name="Literal">The keyword's number.</param>
/// <param name="Offset">From its beginning.</param>
internal readonly record struct KeyPlace(int Literal, int Offset);
