using System.Text;
using Skep.Packages.Tests.Binaries.Elf;

namespace Skep.Packages.Tests.Go;

/// <summary>Builds ELF files with Go build information in its two shapes.</summary>
internal static class GoProgram
{
    private const ulong Address = 0x10000;

    private static readonly byte[] Magic = [0xff, .. " Go buildinf:"u8];

    private static readonly byte[] Mark = [.. Enumerable.Range(0x30, 16).Select(i => (byte)i)];

    /// <summary>As Go 1.18 and later write it.</summary>
    public static byte[] Inline(string toolchain, string modules, bool withoutSections = false)
    {
        byte[] text = Marked(modules);
        byte[] record =
        [
            .. Magic, 8, 2, .. new byte[16],
            .. Varint(toolchain.Length), .. Encoding.UTF8.GetBytes(toolchain), .. Varint(text.Length), .. text,
        ];
        return new ElfWriter { WithoutSections = withoutSections }
            .Add(".text", new byte[32], ElfWriter.Allocated | ElfWriter.Executable)
            .Add(".go.buildinfo", record, ElfWriter.Allocated | ElfWriter.Writable, address: Address)
            .Build();
    }

    /// <summary>As Go before 1.18 wrote it: two pointers to Go strings.</summary>
    public static byte[] Pointed(string toolchain, string modules, bool is64 = true, bool isLittleEndian = true)
    {
        var elf = new ElfWriter(is64, isLittleEndian);
        int word = is64 ? 8 : 4;
        byte[] version = Encoding.UTF8.GetBytes(toolchain);
        byte[] text = Marked(modules);
        ulong headers = Address + 32;
        ulong strings = headers + (4 * (ulong)word);
        byte[] record =
        [
            .. Magic, (byte)word, (byte)(isLittleEndian ? 0 : 1),
            .. elf.Number(headers), .. elf.Number(headers + (2 * (ulong)word)),
        ];
        byte[] data =
        [
            .. record, .. new byte[32 - record.Length],
            .. elf.Number(strings), .. elf.Number((ulong)version.Length),
            .. elf.Number(strings + (ulong)version.Length), .. elf.Number((ulong)text.Length),
            .. version, .. text,
        ];
        return elf.Add(".go.buildinfo", data, ElfWriter.Allocated | ElfWriter.Writable, address: Address).Build();
    }

    private static byte[] Marked(string modules) => [.. Mark, .. Encoding.UTF8.GetBytes(modules), .. Mark];

    private static List<byte> Varint(int value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)((value & 0x7f) | 0x80));
        }

        bytes.Add((byte)value);
        return bytes;
    }
}
