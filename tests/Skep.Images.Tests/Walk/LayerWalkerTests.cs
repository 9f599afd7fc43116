using System.Security.Cryptography;
using Skep.Core;
using Skep.Images.Walk;
using Skep.Testing;

namespace Skep.Images.Tests.Walk;

public sealed class LayerWalkerTests
{
    private static readonly byte[] Elf = [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1];

    private static byte[] Layer => new TarBuilder()
        .Directory("app/")
        .File("./app/package.json", "{}")
        .File("/etc/os-release", "ID=x")
        .Symlink("bin", "usr/bin")
        .File("app/readme", "hello")
        .End();

    [Fact]
    public async Task Tar_that_is_not_hashed_is_skipped_through_in_the_same_way_with_two_cores()
    {
        var tar = new TarBuilder();
        for (int i = 0; i < 6; i++)
        {
            tar.File($"unwanted{i}", new byte[(3 + i) << 19]).File($"wanted{i}", "1");
        }

        byte[] blob = tar.End();
        for (int round = 0; round < 10; round++)
        {
            LayerWalkResult result = await Walking.Walk(
                blob,
                Walking.Probe("wanted*"),
                new() { UseTwoCores = true, ComputeBlobDigest = false });

            Assert.Empty(result.Inventory.Problems);
            Assert.Equal(12, result.Inventory.Statistics.Files);
            Assert.Equal(6, result.Seen().Length);
        }
    }

    [Fact]
    public async Task Only_wanted_files_are_shown()
    {
        LayerWalkResult result = await Walking.Walk(Layer, Walking.Probe("**/package.json", "etc/os-release"));

        Assert.Equal(["app/package.json={}", "etc/os-release=ID=x"], result.Seen());
        Assert.True(result.IsComplete);
        Assert.Empty(result.Inventory.Problems);
        Package package = result.Inventory.Packages[0];
        Assert.Equal(("app/package.json", "test/probe"), (package.Location, package.FoundBy.Value));
    }

    [Fact]
    public async Task Entries_links_and_directories_are_counted_and_hashed()
    {
        LayerInventory inventory = (await Walking.Walk(Layer)).Inventory;

        Assert.Equal(5, inventory.Statistics.Entries);
        Assert.Equal(3, inventory.Statistics.Files);
        Assert.Equal(Layer.Length, inventory.Statistics.Bytes);
        Assert.Equal([new LayerLink(LayerPath.Parse("bin"), "usr/bin", IsHard: false)], inventory.Links);
        Assert.Equal(HashesOf("app"), inventory.Directories);
        Assert.Equal(HashesOf("app/package.json", "etc/os-release", "bin", "app/readme"), inventory.Files);
    }

    [Fact]
    public async Task Plain_gzip_and_zstd_layers_give_the_same()
    {
        string[] plain = (await Walking.Walk(Layer)).Seen();

        Assert.Equal(plain, (await Walking.Walk(Walking.Gzip(Layer))).Seen());
        Assert.Equal(plain, (await Walking.Walk(Walking.Zstandard(Layer))).Seen());
    }

    [Fact]
    public async Task Digests_are_computed_and_compared()
    {
        byte[] blob = Walking.Gzip(Layer);
        var options = new LayerWalkOptions { ExpectedBlobDigest = DigestOf(blob), ExpectedDiffId = DigestOf(Layer) };

        LayerWalkResult result = await Walking.Walk(blob, options: options);

        Assert.Equal((DigestOf(blob), DigestOf(Layer)), (result.BlobDigest, result.DiffId));
        Assert.Equal(DigestOf(Layer), (await Walking.Walk(Layer)).DiffId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Wrong_digest_is_an_error_that_names_both(bool isBlob)
    {
        byte[] blob = Walking.Gzip(Layer);
        Digest wrong = DigestOf([1, 2, 3]);
        var options = isBlob
            ? new LayerWalkOptions { ExpectedBlobDigest = wrong }
            : new LayerWalkOptions { ExpectedDiffId = wrong };

        var error = await Assert.ThrowsAsync<SkepException>(() => Walking.Walk(blob, options: options));

        Assert.Equal(ErrorKind.Conflict, error.Kind);
        Assert.Contains(wrong.ToString(), error.Message, StringComparison.Ordinal);
        Assert.Contains(DigestOf(isBlob ? blob : Layer).ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_ahead_finds_the_same_in_damaged_layers()
    {
        byte[] tar = new TarBuilder().File("a", "1").File("b", new byte[3_000_000]).File("c", "3").End();
        byte[] blob = Walking.Gzip(tar);
        foreach (byte[] cut in Mutations.Truncations(blob, 40))
        {
            LayerWalkResult one = await Walking.Walk(cut);
            LayerWalkResult two = await Walking.Walk(cut, options: new() { UseTwoCores = true });

            Assert.Equal(one.Seen(), two.Seen());
            Assert.Equal((one.BlobDigest, one.IsComplete), (two.BlobDigest, two.IsComplete));
        }
    }

    [Fact]
    public async Task Wrong_digest_may_be_let_pass_as_a_problem()
    {
        Digest wrong = DigestOf([1]);

        LayerWalkResult result = await Walking.Walk(
            Layer, options: new() { ExpectedDiffId = wrong, AllowMismatch = true });

        Assert.Equal(3, result.Seen().Length);
        Assert.Contains(wrong.ToString(), Assert.Single(result.Inventory.Problems).Message, StringComparison.Ordinal);
        Assert.Equal(DigestOf(Layer), result.DiffId);
        Assert.False(result.IsComplete);
    }

    [Fact]
    public async Task Sha512_digests_are_compared_too()
    {
        Digest expected = Digest.Sha512(SHA512.HashData(Layer));

        Assert.Equal(expected, (await Walking.Walk(Layer, options: new() { ExpectedDiffId = expected })).DiffId);
    }

    [Fact]
    public async Task Damaged_download_is_a_wrong_digest_and_not_a_problem()
    {
        byte[] blob = Walking.Gzip(Layer);
        var options = new LayerWalkOptions { ExpectedBlobDigest = DigestOf(blob) };

        await Assert.ThrowsAsync<SkepException>(() => Walking.Walk(blob[..^20], options: options));
    }

    [Fact]
    public async Task Magic_selects_by_first_bytes_and_execute_bit()
    {
        var inspectors = new InspectorSet(
        [
            new ProbeInspector("test/elf", FilePatterns.StartingWith(Elf[..4])),
            new ProbeInspector("test/program", FilePatterns.StartingWith(Elf[..4], executableOnly: true)),
        ]);
        byte[] tar = new TarBuilder().File("lib.so", Elf).File("bin/sh", Elf, mode: 0x1ed)
            .File("text", "ELF").File("e", "").End();

        LayerInventory inventory = (await Walking.Walk(tar, inspectors)).Inventory;

        Assert.Equal(
            ["lib.so:test/elf", "bin/sh:test/elf", "bin/sh:test/program"],
            inventory.Packages.Select(package => $"{package.Name}:{package.FoundBy}"));
        Assert.Equal(1, inventory.Statistics.Executables);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(70_000)]
    [InlineData(460_000)]
    [InlineData(3_000_000)]
    [InlineData(9_000_000)]
    public async Task Content_of_every_size_arrives_whole(int size)
    {
        byte[] content = new byte[size];
        for (int i = 0; i < size; i++)
        {
            content[i] = (byte)((i >> (i & 7)) & 0xff);
        }

        byte[] tar = new TarBuilder().File("before", "1").File("big", content).File("after", "2").End();
        string expected = size <= 64 ? "" : ProbeInspector.HashOf(content);

        foreach (byte[] blob in new[] { tar, Walking.Gzip(tar), Walking.Zstandard(tar) })
        {
            foreach (bool useTwoCores in new[] { false, true })
            {
                var options = new LayerWalkOptions
                {
                    UseTwoCores = useTwoCores,
                    ExpectedBlobDigest = DigestOf(blob),
                    ExpectedDiffId = DigestOf(tar),
                };
                LayerWalkResult result = await Walking.Walk(blob, options: options);

                Assert.Equal(["before=1", $"big={expected}", "after=2"], result.Seen());
            }
        }
    }

    [Fact]
    public async Task File_larger_than_its_inspectors_read_is_a_problem()
    {
        var small = new ProbeInspector("test/small", FilePatterns.Paths("**/*").UpTo(new ByteSize(10)));
        var large = new ProbeInspector("test/large", FilePatterns.Paths("**/*"));
        byte[] tar = new TarBuilder().File("big", new byte[11]).File("fits", new byte[10]).End();

        LayerInventory inventory = (await Walking.Walk(tar, new InspectorSet([small, large]))).Inventory;

        Assert.Equal(
            ["big:test/large", "fits:test/small", "fits:test/large"],
            inventory.Packages.Select(p => $"{p.Name}:{p.FoundBy}"));
        Assert.Equal("big", Assert.Single(inventory.Problems).Location);
    }

    [Fact]
    public async Task Inspector_that_throws_loses_only_its_own_findings()
    {
        var broken = new ProbeInspector("test/broken", FilePatterns.Paths("**/*"))
        {
            Instead = (_, _) => throw new FormatException("boo"),
        };
        var good = new ProbeInspector("test/good", FilePatterns.Paths("**/*"));

        LayerWalkResult result = await Walking.Walk(
            new TarBuilder().File("a", "1").End(), new InspectorSet([broken, good]));

        Assert.Equal(["a=1"], result.Seen());
        Assert.Equal(new Problem("a", "inspector test/broken failed: boo"), Assert.Single(result.Inventory.Problems));
        Assert.False(result.IsComplete);
    }

    [Fact]
    public async Task Inspector_that_takes_too_long_is_stopped()
    {
        var slow = new ProbeInspector("test/slow", FilePatterns.Paths("a"))
        {
            Instead = async (_, cancellationToken) => await Task.Delay(Timeout.Infinite, cancellationToken),
        };
        var good = new ProbeInspector("test/good", FilePatterns.Paths("**/*"));
        var limits = new WalkLimits { InspectionDuration = TimeSpan.FromMilliseconds(20) };

        LayerWalkResult result = await Walking.Walk(
            new TarBuilder().File("a", "1").File("b", "2").End(),
            new InspectorSet([slow, good]),
            new() { Limits = limits });

        Assert.Equal(["a=1", "b=2"], result.Seen());
        Assert.Contains("took longer", Assert.Single(result.Inventory.Problems).Message, StringComparison.Ordinal);
        Assert.False(result.IsComplete);
    }

    [Fact]
    public async Task Cancellation_ends_the_walk()
    {
        using var source = new CancellationTokenSource();
        var inspector = new ProbeInspector("test/c", FilePatterns.Paths("**/*"))
        {
            Instead = async (_, _) => await source.CancelAsync(),
        };
        await using var content = new LayerContent.Blob(
            new MemoryStream(Walking.Gzip(new TarBuilder().File("a", "1").File("b", new byte[2_000_000]).End())));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await LayerWalker.WalkAsync(
                content, new InspectorSet([inspector]), new LayerWalkOptions(), source.Token));
    }

    [Fact]
    public async Task Unread_content_of_a_plain_seekable_layer_is_not_even_read()
    {
        byte[] tar = new TarBuilder().File("big", new byte[5_000_000]).File("wanted", "1").End();
        var stream = new CountingStream(tar);

        LayerWalkResult result = await Walking.Walk(
            stream, Walking.Probe("wanted"), new() { ComputeBlobDigest = false });

        Assert.Equal(["wanted=1"], result.Seen());
        Assert.InRange(stream.BytesRead, 1, 2_000_000);
    }

    [Fact]
    public void Fingerprint_names_inspectors_and_versions_in_any_order()
    {
        var a = new ProbeInspector("test/a", FilePatterns.Paths("a"));
        var b = new ProbeInspector("test/b", FilePatterns.Paths("b"));
        var newer = new ProbeInspector("test/b", FilePatterns.Paths("b")) { Version = 2 };

        Assert.Equal(new InspectorSet([a, b]).Fingerprint, new InspectorSet([b, a]).Fingerprint);
        Assert.NotEqual(new InspectorSet([a, b]).Fingerprint, new InspectorSet([a, newer]).Fingerprint);
        Assert.NotEqual(new InspectorSet([a, b]).Fingerprint, new InspectorSet([a]).Fingerprint);
    }

    private static Digest DigestOf(byte[] bytes) => Digest.Sha256(SHA256.HashData(bytes));

    private static ulong[] HashesOf(params string[] paths) => [.. paths.Select(path => PathHash.Of(path)).Order()];

    private sealed class CountingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public long BytesRead { get; private set; }

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = await base.ReadAsync(buffer, cancellationToken);
            BytesRead += read;
            return read;
        }
    }
}
