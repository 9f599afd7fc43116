using System.IO.Compression;
using System.Text;
using Skep.Core;
using Skep.Images.Walk;
using Skep.Testing;

namespace Skep.Images.Tests.Walk;

public sealed class HostileLayerTests
{
    private static readonly WalkLimits SmallTotal = new() { TotalBytes = ByteSize.Mebibytes(64) };

    [Fact]
    public async Task Gzip_bomb_stops_at_the_limit()
    {
        using var blob = new MemoryStream();
        using (var gzip = new GZipStream(blob, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(
                new TarBuilder().File("first", "1")
                    .Header(new TarHeaderFields("bomb", '0') { Size = 1L << 40, UseBase256 = true }).ToArray());
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i < 80; i++)
            {
                gzip.Write(zeros);
            }
        }

        await AssertStopsAtTheLimit(blob.ToArray());
    }

    [Fact]
    public async Task Zstandard_bomb_stops_at_the_limit()
    {
        // 12 GB in 400 KB: run-length blocks of 128 KiB each, 4 bytes a block.
        byte[] head = new TarBuilder().File("first", "1")
            .Header(new TarHeaderFields("bomb", '0') { Size = 1L << 40, UseBase256 = true }).ToArray();
        byte[] runLength = [0x02, 0x00, 0x10, 0x00];
        byte[] blob =
        [
            0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38,
            (byte)((head.Length << 3) & 0xff), (byte)(head.Length >> 5), 0, .. head,
            .. Enumerable.Repeat(runLength, 100_000).SelectMany(block => block),
        ];

        await AssertStopsAtTheLimit(blob);
    }

    [Fact]
    public async Task Endless_stream_of_entries_stops_at_the_limit()
    {
        byte[] tar = new TarBuilder().File("a", "1").File("b", "2").File("c", "3").End();

        LayerWalkResult result = await Walking.Walk(tar, options: new() { Limits = new WalkLimits { Entries = 2 } });

        Assert.Equal(["a=1", "b=2"], result.Seen());
        Assert.Equal(
            "layer has more than 2 entries; the rest was not looked into",
            Assert.Single(result.Inventory.Problems).Message);
        Assert.False(result.IsComplete);
    }

    [Fact]
    public async Task Million_entries_are_walked()
    {
        const int Count = 1_000_000;
        using var entries = new EntryStream(Count);

        LayerWalkResult result = await Walking.Walk(
            entries, Walking.Probe("none"), new() { ComputeBlobDigest = false });

        Assert.Equal(Count, result.Inventory.Files.Length);
        Assert.True(result.IsComplete);
    }

    [Fact]
    public async Task Truncated_compressed_layers_end_in_a_problem()
    {
        byte[] tar = new TarBuilder().File("first", "1").File("big", Noise(20_000)).File("last", "3").End();
        foreach (byte[] blob in new[] { Walking.Gzip(tar), Walking.Zstandard(tar) })
        {
            foreach (byte[] cut in Mutations.Truncations(blob, 200).Where(cut => cut.Length > 4))
            {
                LayerWalkResult result = await Walking.Walk(cut, options: new() { ComputeDiffId = true });

                Assert.False(result.IsComplete);
                Assert.Single(result.Inventory.Problems);
                Assert.Null(result.DiffId);
            }
        }
    }

    [Fact]
    public async Task Damaged_layers_are_survived()
    {
        byte[] tar = new TarBuilder()
            .Pax(isGlobal: false, "path", "long/name", "GNU.sparse.size", "20", "GNU.sparse.map", "0,1,5,1")
            .File("x", "ab")
            .GnuLong('L', "gnu/name").File("y", "2").Symlink("l", "y").HardLink("h", "y").File(".wh.z").Directory("d")
            .Header(new TarHeaderFields("sparse", 'S') { IsGnu = true, Size = 2 }).Content("ab"u8.ToArray())
            .End();
        for (int seed = 0; seed < 2000; seed++)
        {
            byte[] damaged = Mutations.Damage(tar, seed);
            LayerWalkResult result = await Walking.Walk(Resigned(damaged));

            Assert.True(result.IsComplete || result.Inventory.Problems.Count > 0);
        }
    }

    [Fact]
    public async Task Text_of_wanted_names_and_of_the_directories_above_them_is_limited()
    {
        var tar = new TarBuilder();
        for (int i = 0; i < 50; i++)
        {
            tar.File($"{i}/a/b/c/d/e/f", "1");
        }

        LayerWalkResult result = await Walking.Walk(
            tar.End(), options: new() { Limits = new WalkLimits { PathText = 10_000 } });

        Assert.Contains("names need too much memory", result.Inventory.Problems[^1].Message, StringComparison.Ordinal);
        Assert.InRange(result.Inventory.Files.Length, 10, 40);
        Assert.False(result.IsComplete);
    }

    [Fact]
    public async Task Findings_problems_and_link_texts_are_limited()
    {
        var tar = new TarBuilder();
        for (int i = 0; i < 50; i++)
        {
            tar.File($"f{i}", "1").Header(new TarHeaderFields("odd", 'Q'));
        }

        tar.Symlink("link", new string('x', 90));
        var limits = new WalkLimits { Packages = 10, Problems = 20, LinkText = 80 };

        LayerWalkResult result = await Walking.Walk(tar.End(), options: new() { Limits = limits });

        Assert.Equal(10, result.Inventory.Packages.Count);
        Assert.InRange(result.Inventory.Problems.Count, 20, 22);
        string problems = string.Join('\n', result.Inventory.Problems);
        Assert.Contains("more problems are not listed", problems, StringComparison.Ordinal);
        Assert.False(result.IsComplete);
    }

    [Fact]
    public async Task Slow_layer_stops_at_the_limit()
    {
        var time =
            new Microsoft.Extensions.Time.Testing.FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromMinutes(1) };
        byte[] tar = new TarBuilder().File("a", "1").File("b", "2").File("c", "3").File("d", "4").End();

        LayerWalkResult result = await Walking.Walk(
            tar, options: new() { Time = time, Limits = new WalkLimits { Duration = TimeSpan.FromMinutes(2) } });

        Assert.Equal(["a=1", "b=2"], result.Seen());
        Assert.False(result.IsComplete);
    }

    private static async Task AssertStopsAtTheLimit(byte[] blob)
    {
        LayerWalkResult result = await Walking.Walk(blob, options: new() { Limits = SmallTotal });

        Assert.Equal(["first=1"], result.Seen());
        Assert.Contains("64 MiB", result.Inventory.Problems[^1].Message, StringComparison.Ordinal);
        Assert.False(result.IsComplete);
        Assert.NotNull(result.BlobDigest);
    }

    private static byte[] Noise(int length)
    {
        byte[] noise = new byte[length];
        uint state = 7;
        for (int i = 0; i < length; i++)
        {
            state = unchecked((state * 1664525) + 1013904223);
            noise[i] = (byte)(state >> 24);
        }

        return noise;
    }

    // Damage would mostly stop at the checksum; signing again lets it reach what is behind.
    private static byte[] Resigned(byte[] tar)
    {
        for (int at = 0; at + 512 <= tar.Length; at += 512)
        {
            Span<byte> block = tar.AsSpan(at, 512);
            if (block.Slice(257, 5).SequenceEqual("ustar"u8))
            {
                block.Slice(148, 8).Fill((byte)' ');
                int sum = 0;
                foreach (byte value in block)
                {
                    sum += value;
                }

                TarBuilder.Octal(block.Slice(148, 7), sum);
            }
        }

        return tar;
    }

    /// <summary>A tar of many empty files, made as it is read.</summary>
    private sealed class EntryStream(int count) : MemoryStream
    {
        private readonly byte[] _header = new TarBuilder().File("dir/f000000000").ToArray();
        private int _next;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int length = 0;
            for (; length + 512 <= buffer.Length && _next < count; length += 512)
            {
                _header.CopyTo(buffer.Span[length..]);
                Span<byte> digits = buffer.Span.Slice(length + 5, 9);
                System.Buffers.Text.Utf8Formatter.TryFormat(
                    _next++, digits, out _, new System.Buffers.StandardFormat('D', 9));
                Resigned(buffer.Span.Slice(length, 512), digits);
            }

            return ValueTask.FromResult(length);
        }

        private void Resigned(Span<byte> block, ReadOnlySpan<byte> digits)
        {
            int sum = -9 * '0';
            foreach (byte digit in digits)
            {
                sum += digit;
            }

            int signed = Convert.ToInt32(Encoding.ASCII.GetString(_header, 148, 6), 8);
            TarBuilder.Octal(block.Slice(148, 7), signed + sum);
        }
    }
}
