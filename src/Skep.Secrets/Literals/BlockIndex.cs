using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Skep.Secrets.Literals;

/// <summary>Finds keywords of at least seven bytes by looking at every fourth byte only.</summary>
/// <remarks>
/// Seven bytes hold one block of four that begins at a multiple of four, wherever they lie. So each keyword's rarest
/// seven bytes enter their four blocks into a bitmap of 64 Kbit (8 KiB: it stays in the first-level cache), and text is
/// asked one aligned block at a time. Case is folded by setting bit 5 of every byte.
/// </remarks>
internal sealed class BlockIndex
{
    public const int MinLength = 7;

    private const int Block = sizeof(uint);
    private const uint Fold = 0x20202020;
    private const int TableBits = 16;

    private readonly IReadOnlyList<Literal> _literals;
    private readonly uint[] _bits = new uint[(1 << TableBits) / 32];
    private readonly Dictionary<uint, Entry[]> _entries;

    public BlockIndex(IReadOnlyList<Literal> literals, IEnumerable<int> members)
    {
        _literals = literals;
        var entries = new Dictionary<uint, List<Entry>>();
        foreach (int member in members)
        {
            string text = literals[member].Text;
            int window = ByteRarity.RarestWindow(text, MinLength);
            for (int offset = window; offset < window + Block; offset++)
            {
                uint folded = FoldedBlock(text, offset);
                uint hash = Hash(folded);
                _bits[hash >> 5] |= 1u << (int)(hash & 31);
                (CollectionsMarshal.GetValueRefOrAddDefault(entries, folded, out _) ??= []).Add(new Entry(member,
                    offset));
            }
        }

        _entries = entries.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());
    }

    /// <summary>Finds the keywords whose block lies in <c>[from, to)</c>, each once.</summary>
    public void Find(ReadOnlySpan<byte> text, int from, int to, ref HitList hits)
    {
        if (_entries.Count == 0)
        {
            return;
        }

        ref byte first = ref MemoryMarshal.GetReference(text);
        ref uint bits = ref MemoryMarshal.GetArrayDataReference(_bits);
        int at = (from + Block - 1) & ~(Block - 1);
        int last = Math.Min(to, text.Length - Block + 1);
        unchecked
        {
            for (; at < last - (3 * Block); at += 4 * Block)
            {
                uint any = Bit(ref bits, ref first, at)
                    | Bit(ref bits, ref first, at + Block)
                    | Bit(ref bits, ref first, at + (2 * Block))
                    | Bit(ref bits, ref first, at + (3 * Block));
                if ((any & 1) != 0)
                {
                    Verify(text, at, at + (4 * Block), ref hits);
                }
            }
        }

        Verify(text, at, last, ref hits);
    }

    private void Verify(ReadOnlySpan<byte> text, int from, int to, ref HitList hits)
    {
        for (int at = from; at < to; at += Block)
        {
            uint folded = MemoryMarshal.Read<uint>(text[at..]) | Fold;
            uint hash = Hash(folded);
            if ((_bits[hash >> 5] >> (int)(hash & 31) & 1) == 0 || !_entries.TryGetValue(folded, out Entry[]? entries))
            {
                continue;
            }

            foreach (Entry entry in entries)
            {
                if (_literals[entry.Literal].IsAt(text, at - entry.Offset))
                {
                    hits.Add(entry.Literal, at - entry.Offset);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Bit(ref uint bits, ref byte text, int at)
    {
        // Inside [0, text.Length - 4]: Find bounds it. The hash has 16 bits, the table as many.
        uint hash = Hash(Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref text, at)) | Fold);
        return Unsafe.Add(ref bits, hash >> 5) >> (int)(hash & 31);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Hash(uint folded) => unchecked(folded * 0x9E3779B1) >> (32 - TableBits);

    private static uint FoldedBlock(string text, int offset)
    {
        Span<byte> block = [(byte)text[offset], (byte)text[offset + 1], (byte)text[offset + 2], (byte)text[offset + 3]];
        return MemoryMarshal.Read<uint>(block) | Fold;
    }

    /// <summary>One block of one keyword.</summary>
    private readonly record struct Entry(int Literal, int Offset);
}
