using System.Buffers.Binary;
using System.IO.Compression;
using Skep.Testing;

namespace Skep.EndToEnd.Tests.Hostile;

/// <summary>What is tiny as a file and huge when engines look into it.</summary>
public sealed class EngineBombTests : HostileContract
{
    private const long Gibibyte = 1L << 30;
    private const long MostMemory = 250L << 20;

    private static readonly byte[] Elf =
        [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, .. new byte[9], 2, 0, 62, 0, .. new byte[480]];

    [Theory]
    [InlineData("usr/bin/big", Gibibyte / 4, "1 of 5")]
    [InlineData("opt/big", 4 * Gibibyte, "4 of 4")]
    [InlineData("usr/bin/big", 2 * Gibibyte - 512, "2 of 5")]
    public async Task Huge_program_costs_neither_memory_nor_the_end_and_is_said_to_be_read_in_part(
        string name, long size, string unread)
    {
        bool isLong = Environment.GetEnvironmentVariable("SKEP_LONG") == "1";
        Assert.SkipUnless(size < Gibibyte || isLong, "takes half a minute; set SKEP_LONG=1");
        byte[] header = new TarBuilder().Header(
            new TarHeaderFields(name, '0') { Size = size, UseBase256 = true, Mode = 0b111_101_101 }).ToArray();
        SkepRun run = await ScanAsync(HostileLayer.GzipBomb([.. header, .. Elf], size - Elf.Length + 1024));

        Assert.Contains(run.Problems, problem => problem.StartsWith(name, StringComparison.Ordinal)
            && problem.Contains($"{unread} inspectors do not read so much", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Gzip_of_four_gigabytes_is_given_up_at_its_limit() =>
        Says("unpacked: not looked at", await ScanFileAsync("opt/x.gz", HostileLayer.GzipBomb([], 4 * Gibibyte)));

    [Fact]
    public async Task Zip_whose_entries_are_all_the_same_bytes_is_given_up_at_its_limit() =>
        Says(
            "in its archives: the rest was not looked at",
            await ScanFileAsync("opt/x.zip", Overlapping(1000, 16 << 20)));

    [Theory]
    [InlineData(4)]
    [InlineData(100)]
    public async Task Archives_in_archives_are_given_up_at_their_limit(int depth) =>
        Says("nested deeper than 3", await ScanFileAsync("opt/x.zip", HostileJar.NestedCompressed(depth)));

    private static void Says(string limit, SkepRun run) =>
        Assert.Contains(run.Problems, problem => problem.Contains(limit, StringComparison.Ordinal));

    // One deflated entry, and a directory that names it many times.
    private static byte[] Overlapping(int count, int size)
    {
        using var once = new MemoryStream();
        using (var zip = new ZipArchive(once, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = zip.CreateEntry("a").Open();
            entry.Write(new byte[size]);
        }

        byte[] whole = once.ToArray();
        byte[] end = whole[^22..];
        int start = BinaryPrimitives.ReadInt32LittleEndian(end.AsSpan(16));
        byte[] row = whole[start..^22];
        BinaryPrimitives.WriteInt16LittleEndian(end.AsSpan(8), (short)count);
        BinaryPrimitives.WriteInt16LittleEndian(end.AsSpan(10), (short)count);
        BinaryPrimitives.WriteInt32LittleEndian(end.AsSpan(12), row.Length * count);
        return [.. whole[..start], .. Enumerable.Repeat(row, count).SelectMany(bytes => bytes), .. end];
    }

    private Task<SkepRun> ScanFileAsync(string name, byte[] content)
    {
        byte[] header = HostileLayer.FileHeader(name, content.Length);
        return ScanAsync(HostileLayer.Gzip(
            [.. header, .. content, .. new byte[1024 + ((512 - (content.Length % 512)) % 512)]]));
    }

    private async Task<SkepRun> ScanAsync(byte[] layer)
    {
        Samples.WriteLayout(Skep.PathOf("layout"), (HostileLayer.GzipType, layer));
        Skep.File("own.yar", "rule marked { strings: $a = \"HIVE-MARK\" condition: $a }\n");
        Skep.File("hashes.txt", new string('a', 64) + "\n");
        SkepRun run = await Skep.RunAsync(
            "image", "oci:layout", "--offline", "-f", "json", "--yara-rules", "own.yar", "--malware-hashes",
            "hashes.txt");
        Survived(run);
        Assert.True(run.PeakMemory <= MostMemory, $"{run.PeakMemory >> 20} MiB at its peak");
        return run;
    }
}
