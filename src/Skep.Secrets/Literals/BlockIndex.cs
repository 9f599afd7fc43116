using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Skep.Secrets.Literals;

/// <summary>Finds keywords of at least seven bytes by looking at every fourth byte only.</summary>
/// <remarks>
/// Seven bytes hold one block of four that begins at a multiple of four, wherever they lie. So each keyword's rarest
/// seven bytes enter their four blocks into a table, and text is asked one aligned block at a time.
/// </remarks>
internal sealed class BlockIndex
{
    public const int MinLength = Stride + Block - 1;

    private const int Block = sizeof(uint);
    private const int Stride = 4;
    private const uint Fold = 0x20202020;

    private readonly EntryTable _table;

    public BlockIndex(IReadOnlyList<Literal> literals, IEnumerable<int> members)
    {
        var places = new List<KeyPlace>();
        foreach (int member in members)
        {
            int window = ByteRarity.RarestWindow(literals[member].Text, MinLength);
            places.AddRange(Enumerable.Range(window, Stride).Select(offset => new KeyPlace(member, offset)));
        }

        _table = new EntryTable(literals, places, Block);
    }

    /// <summary>Finds the keywords whose block lies in <c>[from, to)</c>, each once.</summary>
    public void Find(ReadOnlySpan<byte> text, int from, int to, ref HitList hits)
    {
        if (_table.IsEmpty)
        {
            return;
        }

        ref byte first = ref MemoryMarshal.GetReference(text);
        ref uint bitmap = ref _table.Bitmap;
        int at = (from + Stride - 1) & ~(Stride - 1);
        int last = Math.Min(to, text.Length - Block + 1);
        for (; at < last - (3 * Stride); at += 4 * Stride)
        {
            ref byte here = ref Unsafe.Add(ref first, (nint)at);
            uint any = Bit(ref bitmap, ref here)
                | Bit(ref bitmap, ref Unsafe.Add(ref here, Stride))
                | Bit(ref bitmap, ref Unsafe.Add(ref here, 2 * Stride))
                | Bit(ref bitmap, ref Unsafe.Add(ref here, 3 * Stride));
            if ((any & 1) != 0)
            {
                Verify(text, at, at + (4 * Stride), ref hits);
            }
        }

        Verify(text, at, last, ref hits);
    }

    private void Verify(ReadOnlySpan<byte> text, int from, int to, ref HitList hits)
    {
        for (int at = from; at < to; at += Stride)
        {
            _table.Find(text, at, MemoryMarshal.Read<uint>(text[at..]) | Fold, ref hits);
        }
    }

    // Inside [0, text.Length - 4]: Find bounds it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Bit(ref uint bitmap, ref byte text) =>
        EntryTable.Bit(ref bitmap, Unsafe.ReadUnaligned<uint>(ref text) | Fold);
}
