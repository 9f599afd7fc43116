using System.Buffers.Binary;

namespace Skep.Packages.Binaries.Elf;

/// <summary>The bytes of an ELF file, read in its own byte order and word size.</summary>
/// <remarks>Every offset is taken from the file and may be absurd: what lies outside reads as zero or as
/// nothing.</remarks>
internal readonly ref struct ElfBytes(ReadOnlySpan<byte> content, bool is64, bool isLittleEndian)
{
    private readonly ReadOnlySpan<byte> _content = content;

    public bool Is64 { get; } = is64;

    public bool IsLittleEndian { get; } = isLittleEndian;

    public int WordSize => Is64 ? sizeof(ulong) : sizeof(uint);

    public ulong Length => (ulong)_content.Length;

    /// <summary>What of the range lies inside the file; a truncated file gives what is left.</summary>
    public ReadOnlySpan<byte> Slice(ulong offset, ulong size)
    {
        if (offset >= Length)
        {
            return default;
        }

        ulong available = Length - offset;
        return _content.Slice((int)offset, (int)Math.Min(size, available));
    }

    public ushort U16(ulong offset) => U16(Slice(offset, sizeof(ushort)));

    public uint U32(ulong offset) => U32(Slice(offset, sizeof(uint)));

    /// <summary>An address, offset or size: 4 or 8 bytes, by the file's class.</summary>
    public ulong Word(ulong offset) => Word(Slice(offset, (ulong)WordSize));

    public ulong Word(ReadOnlySpan<byte> at)
    {
        if (!Is64)
        {
            return U32(at);
        }

        return at.Length < sizeof(ulong) ? 0
            : IsLittleEndian ? BinaryPrimitives.ReadUInt64LittleEndian(at)
            : BinaryPrimitives.ReadUInt64BigEndian(at);
    }

    public uint U32(ReadOnlySpan<byte> at) =>
        at.Length < sizeof(uint) ? 0
        : IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(at)
        : BinaryPrimitives.ReadUInt32BigEndian(at);

    private ushort U16(ReadOnlySpan<byte> at) =>
        at.Length < sizeof(ushort) ? (ushort)0
        : IsLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(at)
        : BinaryPrimitives.ReadUInt16BigEndian(at);
}
