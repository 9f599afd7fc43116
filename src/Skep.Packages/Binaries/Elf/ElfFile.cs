namespace Skep.Packages.Binaries.Elf;

/// <summary>A program or library in ELF, read in place: 32 and 64 bit, both byte orders.</summary>
/// <remarks>
/// Only the header and the two tables are touched until a section is asked for, so a large memory-mapped file costs a
/// few pages. Both tables are cut to what lies inside the file, so all work is linear in the file's size whatever the
/// header claims. Format: <see href="https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html"/>.
/// </remarks>
internal readonly ref struct ElfFile
{
    // Enough for any linker's output; relocatable objects with a section per function may have more, and name no
    // version.
    private const ulong MaxSections = 65_536;

    private const int IdentLength = 16;
    private const byte Class32 = 1;
    private const byte Class64 = 2;
    private const byte LittleEndian = 1;
    private const byte BigEndian = 2;

    // A section count or index too large for its 16 bits stands in section 0 instead.
    private const ushort ExtendedIndex = 0xffff;

    private readonly ElfBytes _file;
    private readonly ulong _sectionTable;
    private readonly ulong _sectionStride;
    private readonly ulong _segmentTable;
    private readonly ulong _segmentStride;
    private readonly ReadOnlySpan<byte> _names;

    private ElfFile(ElfBytes file)
    {
        _file = file;
        ulong words = (ulong)file.WordSize;
        _segmentTable = file.Word(24 + words);
        _sectionTable = file.Word(24 + (2 * words));

        // After e_type, e_machine, e_version, three words and e_flags come six 16-bit sizes and counts.
        ulong counts = 24 + (3 * words) + sizeof(uint);
        _segmentStride = file.U16(counts + 2);
        _sectionStride = file.U16(counts + 6);
        ulong segments = file.U16(counts + 4);
        SegmentCount = Fit(file, _segmentTable, _segmentStride, ElfSegment.HeaderSize(file.Is64), segments);

        ulong sections = file.U16(counts + 8);
        uint names = file.U16(counts + 10);
        ulong rowSize = ElfSection.HeaderSize(file.Is64);
        SectionCount = Fit(file, _sectionTable, _sectionStride, rowSize, Math.Max(sections, 1));
        if (SectionCount > 0)
        {
            ElfSection first = Section(0);
            sections = sections == 0 ? first.Size : sections;
            names = names == ExtendedIndex ? first.Link : names;
            SectionCount = Fit(file, _sectionTable, _sectionStride, rowSize, sections);
        }

        _names = names < SectionCount ? Content(Section((int)names)) : default;
    }

    public ElfBytes Bytes => _file;

    public int SectionCount { get; }

    public int SegmentCount { get; }

    public static ReadOnlySpan<byte> Magic => "\u007fELF"u8;

    public static bool TryRead(ReadOnlySpan<byte> content, out ElfFile elf)
    {
        if (content.Length < IdentLength || !content.StartsWith(Magic)
            || content[4] is not (Class32 or Class64) || content[5] is not (LittleEndian or BigEndian))
        {
            elf = default;
            return false;
        }

        elf = new ElfFile(new ElfBytes(content, content[4] == Class64, content[5] == LittleEndian));
        return true;
    }

    public ElfSection Section(int index) => ElfSection.Read(_file, _sectionTable + ((ulong)index * _sectionStride));

    public ElfSegment Segment(int index) => ElfSegment.Read(_file, _segmentTable + ((ulong)index * _segmentStride));

    public ReadOnlySpan<byte> Content(ElfSection section) =>
        section.IsInFile ? _file.Slice(section.Offset, section.Size) : default;

    public ReadOnlySpan<byte> Content(ElfSegment segment) => _file.Slice(segment.Offset, segment.FileSize);

    public bool IsNamed(ElfSection section, ReadOnlySpan<byte> name)
    {
        if (section.NameOffset >= (uint)_names.Length)
        {
            return false;
        }

        ReadOnlySpan<byte> text = _names[(int)section.NameOffset..];
        return text.StartsWith(name) && (text.Length == name.Length || text[name.Length] == 0);
    }

    /// <summary>The content of the first section of that name; empty when it has none or is stripped of its section
    /// table.</summary>
    public ReadOnlySpan<byte> Find(ReadOnlySpan<byte> name)
    {
        for (int i = 0; i < SectionCount; i++)
        {
            ElfSection section = Section(i);
            if (IsNamed(section, name))
            {
                return Content(section);
            }
        }

        return default;
    }

    /// <summary>The bytes that are mapped at an address, to the end of their segment; empty when none are.</summary>
    public ReadOnlySpan<byte> At(ulong address)
    {
        for (int i = 0; i < SegmentCount; i++)
        {
            ElfSegment segment = Segment(i);
            if (segment.IsLoaded && address >= segment.Address && address - segment.Address < segment.FileSize)
            {
                ReadOnlySpan<byte> content = Content(segment);
                ulong skip = address - segment.Address;
                return skip < (ulong)content.Length ? content[(int)skip..] : default;
            }
        }

        return default;
    }

    // How many rows of the table can really be in the file.
    private static int Fit(ElfBytes file, ulong table, ulong stride, ulong rowSize, ulong claimed)
    {
        if (table == 0 || stride < rowSize || table >= file.Length)
        {
            return 0;
        }

        return (int)Math.Min(Math.Min(claimed, MaxSections), (file.Length - table) / stride);
    }
}
