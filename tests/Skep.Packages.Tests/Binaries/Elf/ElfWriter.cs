using System.Buffers.Binary;
using System.Text;

namespace Skep.Packages.Tests.Binaries.Elf;

/// <summary>Writes small ELF files for tests: the header, one loaded segment a section, and a section table.</summary>
internal sealed class ElfWriter(bool is64 = true, bool isLittleEndian = true)
{
    public const uint ProgramBits = 1;
    public const uint Note = 7;
    public const uint Writable = 0x1;
    public const uint Allocated = 0x2;
    public const uint Executable = 0x4;

    private readonly List<Section> _sections = [];

    /// <summary>Leaves the section table out, as a stripped or packed program does.</summary>
    public bool WithoutSections { get; init; }

    private int Word => is64 ? 8 : 4;

    private int HeaderSize => 40 + (3 * Word);

    private int SegmentSize => is64 ? 56 : 32;

    private int SectionSize => is64 ? 64 : 40;

    public ElfWriter Add(
        string name, byte[] content, uint flags = Allocated, uint type = ProgramBits, ulong address = 0)
    {
        _sections.Add(new Section(name, content, flags, type, address));
        return this;
    }

    public byte[] Build()
    {
        List<Section> rows = [new Section(string.Empty, [], 0, 0, 0), .. _sections];
        byte[] names = Encoding.ASCII.GetBytes(string.Concat(rows.Select(s => s.Name + "\0")) + ".shstrtab\0");
        rows.Add(new Section(".shstrtab", names, 0, 3, 0));

        var file = new List<byte>(new byte[HeaderSize + (_sections.Count * SegmentSize)]);
        var offsets = new List<int>();
        foreach (Section row in rows)
        {
            // As linkers do: Go's record is found only at a multiple of 16.
            file.AddRange(new byte[(16 - (file.Count % 16)) % 16]);
            offsets.Add(file.Count);
            file.AddRange(row.Content);
        }

        int table = file.Count;
        file.AddRange(new byte[rows.Count * SectionSize]);
        byte[] bytes = [.. file];
        WriteHeader(bytes, WithoutSections ? 0 : table, WithoutSections ? 0 : rows.Count);
        for (int i = 1; i <= _sections.Count; i++)
        {
            WriteSegment(bytes, HeaderSize + ((i - 1) * SegmentSize), rows[i], offsets[i]);
        }

        int name = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            WriteSection(bytes, table + (i * SectionSize), rows[i], offsets[i], name);
            name += rows[i].Name.Length + 1;
        }

        return WithoutSections ? bytes[..table] : bytes;
    }

    /// <summary>A number as wide as the file's addresses, in its byte order.</summary>
    public byte[] Number(ulong value)
    {
        byte[] bytes = new byte[Word];
        Put(bytes, 0, value, Word);
        return bytes;
    }

    private void WriteHeader(byte[] to, int table, int rows)
    {
        "\u007fELF"u8.CopyTo(to);
        to[4] = (byte)(is64 ? 2 : 1);
        to[5] = (byte)(isLittleEndian ? 1 : 2);
        to[6] = 1;
        Put(to, 16, 2, 2);
        Put(to, 24 + Word, (ulong)HeaderSize, Word);
        Put(to, 24 + (2 * Word), (ulong)table, Word);
        int counts = 28 + (3 * Word);
        Put(to, counts, (ulong)HeaderSize, 2);
        Put(to, counts + 2, (ulong)SegmentSize, 2);
        Put(to, counts + 4, (ulong)_sections.Count, 2);
        Put(to, counts + 6, (ulong)SectionSize, 2);
        Put(to, counts + 8, (ulong)rows, 2);
        Put(to, counts + 10, (ulong)Math.Max(rows - 1, 0), 2);
    }

    private void WriteSegment(byte[] to, int at, Section row, int offset)
    {
        uint flags = 4u | ((row.Flags & Writable) != 0 ? 2u : 0) | ((row.Flags & Executable) != 0 ? 1u : 0);
        Put(to, at, (row.Flags & Allocated) != 0 ? 1u : 4u, 4);
        Put(to, at + (is64 ? 4 : 24), flags, 4);
        Put(to, at + (is64 ? 8 : 4), (ulong)offset, Word);
        Put(to, at + (is64 ? 16 : 8), row.Address, Word);
        Put(to, at + (is64 ? 32 : 16), (ulong)row.Content.Length, Word);
    }

    private void WriteSection(byte[] to, int at, Section row, int offset, int name)
    {
        Put(to, at, (ulong)name, 4);
        Put(to, at + 4, row.Type, 4);
        Put(to, at + 8, row.Flags, Word);
        Put(to, at + 8 + Word, row.Address, Word);
        Put(to, at + 8 + (2 * Word), (ulong)offset, Word);
        Put(to, at + 8 + (3 * Word), (ulong)row.Content.Length, Word);
    }

    private void Put(byte[] to, int at, ulong value, int width)
    {
        Span<byte> whole = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(whole, value);
        Span<byte> used = whole[..width];
        if (!isLittleEndian)
        {
            used.Reverse();
        }

        used.CopyTo(to.AsSpan(at));
    }

    private sealed record Section(string Name, byte[] Content, uint Flags, uint Type, ulong Address);
}
