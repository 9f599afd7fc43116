namespace Skep.Packages.Binaries.Elf;

/// <summary>One row of an ELF file's section table.</summary>
internal readonly record struct ElfSection(
    uint NameOffset, uint Type, ulong Flags, ulong Offset, ulong Size, uint Link)
{
    private const uint ProgramBits = 1;
    private const uint NoBits = 8;
    private const ulong Allocated = 0x2;
    private const ulong Executable = 0x4;
    private const ulong Compressed = 0x800;

    /// <summary>Whether the section has bytes in the file: .bss has none.</summary>
    public bool IsInFile => Type != NoBits;

    /// <summary>Whether a compiler puts constants and initialised variables here, and no code: .rodata, .data and the
    /// like.</summary>
    public bool HoldsConstants =>
        Type == ProgramBits && (Flags & (Allocated | Executable | Compressed)) == Allocated;

    public static ulong HeaderSize(bool is64) => is64 ? 64u : 40u;

    public static ElfSection Read(ElfBytes file, ulong at) => file.Is64
        ? new(
            file.U32(at), file.U32(at + 4), file.Word(at + 8), file.Word(at + 24), file.Word(at + 32),
            file.U32(at + 40))
        : new(
            file.U32(at), file.U32(at + 4), file.U32(at + 8), file.U32(at + 16), file.U32(at + 20),
            file.U32(at + 24));
}

/// <summary>One row of an ELF file's program header: a part of the file that is mapped into memory.</summary>
internal readonly record struct ElfSegment(uint Type, uint Flags, ulong Offset, ulong Address, ulong FileSize)
{
    private const uint Load = 1;
    private const uint Executable = 0x1;
    private const uint Writable = 0x2;

    public bool IsLoaded => Type == Load;

    public bool IsWritableData => IsLoaded && (Flags & (Executable | Writable)) == Writable;

    public static ulong HeaderSize(bool is64) => is64 ? 56u : 32u;

    public static ElfSegment Read(ElfBytes file, ulong at) => file.Is64
        ? new(file.U32(at), file.U32(at + 4), file.Word(at + 8), file.Word(at + 16), file.Word(at + 32))
        : new(file.U32(at), file.U32(at + 24), file.U32(at + 4), file.U32(at + 8), file.U32(at + 16));
}
