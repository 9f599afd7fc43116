using System.Diagnostics.CodeAnalysis;
using System.Text;
using Skep.Packages.Binaries.Elf;

namespace Skep.Packages.Go;

/// <summary>Finds the build information record in a Go program and reads it.</summary>
/// <remarks>
/// The record is 32 bytes: a magic, the pointer size, and flags. Before Go 1.18 it points at two Go strings, since then
/// both strings follow it. Format: <see href="https://go.dev/src/debug/buildinfo/buildinfo.go"/>.
/// </remarks>
internal static class GoBuildInfoReader
{
    private const int Alignment = 16;
    private const int HeaderSize = 32;
    private const byte InlineFlag = 2;

    // Without a section table the record is somewhere in the writable data: at its beginning, or behind what an
    // external linker puts there. The data of the largest Go programs is some 10 MB.
    private const int SearchedData = 32 * 1024 * 1024;

    // The longest real version is that of a development build, some 60 characters.
    private const int MaxToolchain = 256;

    // Kubernetes lists some 200 modules in 20 KB.
    private const int MaxModules = 4 * 1024 * 1024;

    // The module text stands between two 16-byte marks, so that it can be found in a core dump.
    private const int MarkLength = 16;

    // 0xff and " Go buildinf:".
    private static ReadOnlySpan<byte> Magic =>
        [0xff, 0x20, 0x47, 0x6f, 0x20, 0x62, 0x75, 0x69, 0x6c, 0x64, 0x69, 0x6e, 0x66, 0x3a];

    /// <summary>Reads the record; null with <paramref name="damage"/> null means that this is no Go program.</summary>
    public static GoBuildInfo? Read(ElfFile elf, out string? damage)
    {
        damage = null;
        ReadOnlySpan<byte> record = FindRecord(elf);
        if (record.IsEmpty)
        {
            return null;
        }

        damage = "Go build information is damaged";
        if (record.Length < HeaderSize)
        {
            return null;
        }

        bool inline = (record[15] & InlineFlag) != 0;
        GoBuildInfo? found = null;
        if (inline ? TryReadInline(record[HeaderSize..], out found) : TryReadPointed(elf, record, out found))
        {
            damage = null;
        }

        return found;
    }

    private static ReadOnlySpan<byte> FindRecord(ElfFile elf)
    {
        // Where there is a section table the linker has named the record: all other programs end here, unread.
        if (elf.SectionCount > 0)
        {
            return FindMagic(elf.Find(".go.buildinfo"u8));
        }

        for (int i = 0; i < elf.SegmentCount; i++)
        {
            ElfSegment segment = elf.Segment(i);
            if (segment.IsWritableData)
            {
                ReadOnlySpan<byte> data = elf.Content(segment);
                return FindMagic(data[..Math.Min(data.Length, SearchedData)]);
            }
        }

        return default;
    }

    private static ReadOnlySpan<byte> FindMagic(ReadOnlySpan<byte> data)
    {
        int from = 0;
        while (from < data.Length)
        {
            int found = data[from..].IndexOf(Magic);
            if (found < 0)
            {
                return default;
            }

            int at = from + found;
            if (at % Alignment == 0)
            {
                return data[at..];
            }

            from = at + 1;
        }

        return default;
    }

    private static bool TryReadInline(ReadOnlySpan<byte> data, [NotNullWhen(true)] out GoBuildInfo? info)
    {
        info = null;
        if (!TryTakeString(ref data, out ReadOnlySpan<byte> toolchain)
            || !TryTakeString(ref data, out ReadOnlySpan<byte> modules))
        {
            return false;
        }

        return TryMake(toolchain, modules, out info);
    }

    private static bool TryReadPointed(
        ElfFile elf, ReadOnlySpan<byte> record, [NotNullWhen(true)] out GoBuildInfo? info)
    {
        info = null;

        // The pointer size of the record must be the file's own: nothing else was ever linked.
        int pointer = elf.Bytes.WordSize;
        return record[14] == pointer
            && TryMake(ReadString(elf, record[16..]), ReadString(elf, record[(16 + pointer)..]), out info);
    }

    // A Go string in memory is an address and a length.
    private static ReadOnlySpan<byte> ReadString(ElfFile elf, ReadOnlySpan<byte> pointer)
    {
        ReadOnlySpan<byte> header = elf.At(elf.Bytes.Word(pointer));
        int word = elf.Bytes.WordSize;
        if (header.Length < 2 * word)
        {
            return default;
        }

        ReadOnlySpan<byte> text = elf.At(elf.Bytes.Word(header));
        ulong length = elf.Bytes.Word(header[word..]);
        return length <= (ulong)text.Length ? text[..(int)length] : default;
    }

    private static bool TryTakeString(ref ReadOnlySpan<byte> data, out ReadOnlySpan<byte> text)
    {
        text = default;
        ulong length = 0;
        for (int i = 0; i < Math.Min(data.Length, 5); i++)
        {
            length |= (ulong)(data[i] & 0x7f) << (7 * i);
            if (data[i] < 0x80)
            {
                data = data[(i + 1)..];
                if (length > (ulong)data.Length)
                {
                    return false;
                }

                text = data[..(int)length];
                data = data[(int)length..];
                return true;
            }
        }

        return false;
    }

    private static bool TryMake(
        ReadOnlySpan<byte> toolchain, ReadOnlySpan<byte> modules, [NotNullWhen(true)] out GoBuildInfo? info)
    {
        info = null;
        if (toolchain.IsEmpty || toolchain.Length > MaxToolchain || modules.Length > MaxModules)
        {
            return false;
        }

        bool isMarked = modules.Length > 2 * MarkLength && modules[^(MarkLength + 1)] == (byte)'\n';
        ReadOnlySpan<byte> text = isMarked ? modules[MarkLength..^MarkLength] : default;
        info = new GoBuildInfo(Encoding.UTF8.GetString(toolchain), Encoding.UTF8.GetString(text));
        return true;
    }
}
