using Skep.Packages.Binaries.Elf;

namespace Skep.Packages.Tests.Binaries.Elf;

public sealed class ElfFileTests
{
    private static readonly byte[] Text = "hello"u8.ToArray();

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Sections_and_addresses_are_read_in_every_class_and_byte_order(bool is64, bool isLittleEndian)
    {
        byte[] file = new ElfWriter(is64, isLittleEndian)
            .Add(".text", [0x90], ElfWriter.Allocated | ElfWriter.Executable)
            .Add(".rodata", Text, address: 0x1000)
            .Build();

        Assert.True(ElfFile.TryRead(file, out ElfFile elf));
        Assert.Equal(4, elf.SectionCount);
        Assert.Equal(2, elf.SegmentCount);
        Assert.Equal(Text, elf.Find(".rodata"u8));
        Assert.Equal("lo"u8, elf.At(0x1003));
        Assert.False(elf.Section(1).HoldsConstants);
        Assert.True(elf.Section(2).HoldsConstants);
        Assert.True(elf.Find(".rodat"u8).IsEmpty);
        Assert.True(elf.At(0x1005).IsEmpty);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u007fELF")]
    [InlineData("MZ and much more than sixteen bytes")]
    public void What_is_no_elf_file_is_refused(string content) =>
        Assert.False(ElfFile.TryRead(System.Text.Encoding.ASCII.GetBytes(content), out _));

    [Fact]
    public void Every_header_byte_may_be_absurd()
    {
        byte[] sample = new ElfWriter()
            .Add(".rodata", Text, address: 0x1000)
            .Add(".data", Text, ElfWriter.Allocated | ElfWriter.Writable, address: 0x2000)
            .Build();
        int headers = 64 + (2 * 56);
        foreach (int at in Enumerable.Range(4, headers - 4).Concat(Enumerable.Range(sample.Length - (4 * 64), 4 * 64)))
        {
            foreach (byte value in (byte[])[0x00, 0x01, 0x7f, 0x80, 0xff])
            {
                byte[] damaged = [.. sample];
                damaged.AsSpan(at, Math.Min(8, damaged.Length - at)).Fill(value);
                Visit(damaged);
                damaged = [.. sample];
                damaged[at] = value;
                Visit(damaged);
            }
        }
    }

    [Fact]
    public void Claimed_tables_are_cut_to_what_the_file_holds()
    {
        byte[] file = new ElfWriter().Add(".rodata", Text).Build();
        file.AsSpan(60, 2).Fill(0xff);
        file.AsSpan(56, 2).Fill(0xff);

        Assert.True(ElfFile.TryRead(file, out ElfFile elf));
        Assert.InRange(elf.SectionCount, 0, file.Length / 64);
        Assert.InRange(elf.SegmentCount, 0, file.Length / 56);
    }

    private static void Visit(byte[] file)
    {
        if (!ElfFile.TryRead(file, out ElfFile elf))
        {
            return;
        }

        int seen = 0;
        for (int i = 0; i < elf.SectionCount; i++)
        {
            seen += elf.Content(elf.Section(i)).Length;
        }

        Assert.True(seen <= (long)file.Length * elf.SectionCount);
        _ = elf.Find(".rodata"u8).Length + elf.At(0x1000).Length + elf.At(ulong.MaxValue).Length;
    }
}
