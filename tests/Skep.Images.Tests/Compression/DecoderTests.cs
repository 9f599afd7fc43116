using CsCheck;
using System.IO.Compression;
using Skep.Images.Compression;
using Skep.Images.Tests.Walk;
using Skep.Testing;

namespace Skep.Images.Tests.Compression;

public sealed class DecoderTests
{
    private static readonly Gen<byte[]> AnyContent = Gen.OneOf(
        Gen.Byte.Array[0, 3000],
        Gen.Select(Gen.Byte[0, 3].Array[1, 40], Gen.Int[1, 20_000]).Select((part, times) => Repeat(part, times)),
        Gen.Select(Gen.Byte.Array[0, 5000], Gen.Byte.Array[0, 70_000]).Select(
            (a, b) => (byte[])[.. a, .. b, .. a, .. new byte[100_000], .. b]));

    public static TheoryData<string> Inflaters => ["isal", "dotnet"];

    [Theory]
    [MemberData(nameof(Inflaters))]
    public async Task What_dotnet_compresses_is_read_back(string inflater) =>
        await Gen.Select(AnyContent, Gen.Enum<CompressionLevel>(), Gen.Int[1, 100_000],
            Gen.Int[1, 70_000]).SampleAsync(async (content, level, reads, writes) =>
            Assert.Equal(content, await Decode(Walking.Gzip(content, level), inflater, reads, writes)), iter: 200);

    [Theory]
    [MemberData(nameof(Inflaters))]
    public async Task Members_follow_each_other_and_zeros_may_end_them(string inflater)
    {
        byte[] one = Walking.Gzip("one "u8.ToArray());
        byte[] named = WithHeaderFields("two "u8.ToArray());
        byte[] empty = Walking.Gzip([]);

        byte[] decoded = await Decode([.. one, .. named, .. empty, .. one, .. new byte[700]], inflater, 7, 100);

        Assert.Equal("one two one "u8.ToArray(), decoded);
    }

    [Theory]
    [MemberData(nameof(Inflaters))]
    public async Task Damage_is_noticed(string inflater)
    {
        byte[] content = Repeat("the quick brown fox "u8.ToArray(), 3000);
        byte[] blob = Walking.Gzip(content, CompressionLevel.Optimal);

        foreach (byte[] cut in Mutations.Truncations(blob, 150).Where(cut => cut.Length > 4))
        {
            await Assert.ThrowsAsync<InvalidDataException>(() => Decode(cut, inflater));
        }

        foreach (int at in new[] { 12, 20, blob.Length / 2, blob.Length - 8, blob.Length - 1 })
        {
            byte[] damaged = [.. blob];
            damaged[at] ^= 0xff;
            await Assert.ThrowsAsync<InvalidDataException>(() => Decode(damaged, inflater));
        }
    }

    [Theory]
    [MemberData(nameof(Inflaters))]
    public async Task Mutated_streams_are_survived(string inflater)
    {
        byte[] blob = Walking.Gzip(Repeat("abcdefgh0123"u8.ToArray(), 2000), CompressionLevel.Optimal);
        for (int seed = 0; seed < 300; seed++)
        {
            try
            {
                await Decode(Mutations.Damage(blob, seed), inflater, 50, 5000);
            }
            catch (InvalidDataException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }
    }

    [Fact]
    public async Task Zstandard_frames_follow_each_other_and_skippable_ones_are_left_out()
    {
        byte[] one = Walking.Zstandard("one "u8.ToArray());
        byte[] skippable = [0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3];

        Assert.Equal(
            "one one "u8.ToArray(), await Decode(
                [.. skippable, .. one, .. skippable, .. one, .. skippable], "any", 5, 3));
        Assert.Empty(await Decode(Walking.Zstandard([]), "any"));
    }

    [Fact]
    public async Task Zstandard_is_read_back() =>
        await Gen.Select(AnyContent, Gen.Int[1, 100_000],
            Gen.Int[1, 70_000]).SampleAsync(async (content, reads, writes) =>
            Assert.Equal(content, await Decode(Walking.Zstandard(content), "any", reads, writes)), iter: 100);

    [Fact]
    public async Task Damaged_zstandard_is_noticed()
    {
        byte[] blob = Walking.Zstandard(Repeat("the quick brown fox "u8.ToArray(), 3000));
        foreach (byte[] cut in Mutations.Truncations(blob, 150).Where(cut => cut.Length > 4))
        {
            await Assert.ThrowsAsync<InvalidDataException>(() => Decode(cut, "any"));
        }
    }

    [Fact]
    public async Task Zstandard_window_beyond_the_limit_is_refused()
    {
        // Frame header: no content size, window descriptor for 2^(10+21) bytes; then a last raw block of one byte.
        byte[] blob = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 21 << 3, 0x09, 0x00, 0x00, (byte)'x'];

        await Assert.ThrowsAsync<InvalidDataException>(() => Decode(blob, "any"));
    }

    private static async Task<byte[]> Decode(
        byte[] blob, string inflater, int mostRead = int.MaxValue, int mostWritten = 50_000)
    {
        if (inflater == "isal" && !Isal.IsAvailable)
        {
            Absent.SkipOrFail("libisal is not installed");
        }

        using var reader = new BlobReader(new DribblingStream(blob, mostRead), hash: null);
        await using Stream decoded = inflater switch
        {
            "isal" => new GzipStream(reader, new IsalInflater(keepCrc: true), checkCrc: true),
            "dotnet" => new GZipStream(reader, CompressionMode.Decompress, leaveOpen: true),
            _ => await LayerDecoder.OpenAsync(reader, isVerified: false, CancellationToken.None),
        };
        using var target = new MemoryStream();
        byte[] buffer = new byte[mostWritten];
        while (await decoded.ReadAsync(buffer) is > 0 and int read)
        {
            target.Write(buffer, 0, read);
        }

        return target.ToArray();
    }

    private static byte[] Repeat(byte[] part, int times) =>
        [.. Enumerable.Repeat(part, Math.Min(times, 200_000 / part.Length)).SelectMany(x => x)];

    private static byte[] WithHeaderFields(byte[] content)
    {
        byte[] plain = Walking.Gzip(content);
        plain[3] = 0b0001_1100;
        return [.. plain[..10], 3, 0, 1, 2, 3, .. "name\0"u8, .. "comment\0"u8, .. plain[10..]];
    }

    /// <summary>Gives a few bytes at a time, as a network does.</summary>
    private sealed class DribblingStream(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(most, buffer.Length)], cancellationToken);
    }
}
