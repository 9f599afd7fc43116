using System.Buffers.Binary;
using System.Text;

namespace Skep.EndToEnd.Tests.EverythingWrong;

/// <summary>A small ELF program of 64 bits that does nothing: a header, one segment, and text.</summary>
internal static class SampleElf
{
    private const int HeaderSize = 64;
    private const int SegmentSize = 56;
    private const uint ReadExecute = 5;
    private const uint ReadWriteExecute = 7;

    public static byte[] Plain(string text = "nothing to see") => Make(ReadExecute, growth: 1, text);

    /// <summary>What a packer leaves: no sections, one segment that writes its own code and grows in memory.</summary>
    public static byte[] Packed() => Make(
        ReadWriteExecute,
        growth: 40,
        "UPX!\r\n$Info: This file is packed with the " + "UPX executable packer http://upx.sf.net $\0UPX!"
            + Noise(60_000));

    public static byte[] Miner() => Make(
        ReadExecute,
        growth: 1,
        "usage: --donate-" + "level=N --algo rx/0 --url stratum+" + "tcp://pool.example.org:3333\0"
            + "mining." + "subscribe\0"
            + "mining." + "authorize\0{\"algo\":\"random" + "x\",\"coin\":\"monero\"}\0");

    private static byte[] Make(uint flags, int growth, string text)
    {
        byte[] tail = Encoding.Latin1.GetBytes(text);
        byte[] elf = new byte[HeaderSize + SegmentSize + tail.Length];
        "\u007fELF"u8.CopyTo(elf);
        elf[4] = 2;
        elf[5] = 1;
        elf[6] = 1;
        Put(elf, 16, 2, 2);
        Put(elf, 18, 2, 62);
        Put(elf, 20, 4, 1);
        Put(elf, 24, 8, 0x400000 + HeaderSize + SegmentSize);
        Put(elf, 32, 8, HeaderSize);
        Put(elf, 52, 2, HeaderSize);
        Put(elf, 54, 2, SegmentSize);
        Put(elf, 56, 2, 1);
        Put(elf, HeaderSize, 4, 1);
        Put(elf, HeaderSize + 4, 4, flags);
        Put(elf, HeaderSize + 16, 8, 0x400000);
        Put(elf, HeaderSize + 24, 8, 0x400000);
        Put(elf, HeaderSize + 32, 8, elf.Length);
        Put(elf, HeaderSize + 40, 8, (long)elf.Length * growth);
        Put(elf, HeaderSize + 48, 8, 0x1000);
        tail.CopyTo(elf, HeaderSize + SegmentSize);
        return elf;
    }

    private static void Put(byte[] elf, int at, int length, long value)
    {
        Span<byte> field = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(field, value);
        field[..length].CopyTo(elf.AsSpan(at));
    }

    // Packed code looks like chance; this is the same each time.
    private static string Noise(int length)
    {
        var text = new StringBuilder(length);
        uint state = 0x9e3779b9;
        for (int i = 0; i < length; i++)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            text.Append((char)(state >> 24));
        }

        return text.ToString();
    }
}
