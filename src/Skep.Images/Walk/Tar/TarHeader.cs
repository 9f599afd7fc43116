using System.Numerics;
using System.Runtime.InteropServices;

namespace Skep.Images.Walk;

/// <summary>One 512-byte header block of a tar.</summary>
/// <remarks>
/// Understands v7, POSIX ustar, GNU and star headers as Go's archive/tar does: that reader unpacks images in every
/// engine, so where formats are ambiguous its reading is the one that counts.
/// Format: <see href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html"/>,
/// <see href="https://www.gnu.org/software/tar/manual/html_node/Standard.html"/>.
/// </remarks>
internal readonly ref struct TarHeader(ReadOnlySpan<byte> block)
{
    public const int Size = 512;

    /// <summary>The most bytes <see cref="CopyName"/> writes: prefix, '/', name.</summary>
    public const int MaxName = 155 + 1 + 100;

    private const int ChecksumAt = 148;
    private const int ChecksumLength = 8;

    private readonly ReadOnlySpan<byte> _block = block;

    public byte Type => _block[156];

    public bool IsZero => !_block.ContainsAnyExcept((byte)0);

    public ReadOnlySpan<byte> LinkName => Text(157, 100);

    public bool IsGnu => _block.Slice(257, 8).SequenceEqual("ustar  \0"u8);

    /// <summary>The GNU header's own place for the first four fragments of a sparse file.</summary>
    public ReadOnlySpan<byte> GnuSparseMap => _block.Slice(386, 4 * 24);

    public bool GnuSparseMapGoesOn => _block[482] != 0;

    public bool HasMagic => _block.Slice(257, 5).SequenceEqual("ustar"u8);

    private bool IsStar => HasMagic && !IsGnu && _block[508..].SequenceEqual("tar\0"u8);

    public bool TryReadSize(out long size) => TarNumber.TryParse(_block.Slice(124, 12), out size);

    public bool TryReadGnuRealSize(out long size) => TarNumber.TryParse(_block.Slice(483, 12), out size);

    public int ReadMode() => TarNumber.TryParse(_block.Slice(100, 8), out long mode) ? (int)(mode & 0xfff) : 0;

    public long ReadOwner() => TarNumber.TryParse(_block.Slice(108, 8), out long owner) ? owner : 0;

    public long ReadGroup() => TarNumber.TryParse(_block.Slice(116, 8), out long group) ? group : 0;

    /// <summary>Whether the block sums up to what it says; some old tars summed signed bytes.</summary>
    public bool ChecksumMatches()
    {
        ReadOnlySpan<byte> field = _block.Slice(ChecksumAt, ChecksumLength);
        if (!TarNumber.TryParse(field, out long expected))
        {
            return false;
        }

        int unsigned = Sum(_block) - Sum(field) + (ChecksumLength * ' ');
        return expected == unsigned || expected == unsigned - (256 * CountHigh(_block)) + (256 * CountHigh(field));
    }

    /// <summary>Writes the entry's name with its prefix; gives the length.</summary>
    public int CopyName(Span<byte> into)
    {
        ReadOnlySpan<byte> name = Text(0, 100);
        ReadOnlySpan<byte> prefix = !HasMagic || IsGnu ? default : Text(345, IsStar ? 131 : 155);
        if (prefix.IsEmpty)
        {
            name.CopyTo(into);
            return name.Length;
        }

        prefix.CopyTo(into);
        into[prefix.Length] = (byte)'/';
        name.CopyTo(into[(prefix.Length + 1)..]);
        return prefix.Length + 1 + name.Length;
    }

    private static int Sum(ReadOnlySpan<byte> bytes)
    {
        int sum = 0;
        while (bytes.Length >= Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(bytes), out Vector<ushort> low, out Vector<ushort> high);
            sum += Vector.Sum(low + high);
            bytes = bytes[Vector<byte>.Count..];
        }

        foreach (byte value in bytes)
        {
            sum += value;
        }

        return sum;
    }

    private static int CountHigh(ReadOnlySpan<byte> bytes)
    {
        int count = 0;
        foreach (sbyte value in MemoryMarshal.Cast<byte, sbyte>(bytes))
        {
            count += value < 0 ? 1 : 0;
        }

        return count;
    }

    private ReadOnlySpan<byte> Text(int at, int length)
    {
        ReadOnlySpan<byte> field = _block.Slice(at, length);
        int end = field.IndexOf((byte)0);
        return end < 0 ? field : field[..end];
    }
}
