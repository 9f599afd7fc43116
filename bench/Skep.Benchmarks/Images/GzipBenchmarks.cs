using System.IO.Compression;
using BenchmarkDotNet.Attributes;
using Skep.Benchmarks.Inputs;
using Skep.Images.Compression;

namespace Skep.Benchmarks.Images;

/// <summary>Decoding the text of a gzip layer.</summary>
[MemoryDiagnoser]
public class GzipBenchmarks
{
    private const int Length = 8 * 1024 * 1024;

    private readonly byte[] _blob = Compress();
    private readonly byte[] _buffer = new byte[256 * 1024];

    [Benchmark(Baseline = true)]
    public long SystemGzip()
    {
        using var gzip = new GZipStream(new MemoryStream(_blob), CompressionMode.Decompress);
        return ReadAsync(gzip).GetAwaiter().GetResult();
    }

    /// <summary>With ISA-L where it is installed.</summary>
    [Benchmark]
    public long Decode() => DecodeAsync().GetAwaiter().GetResult();

    private static byte[] Compress()
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal))
        {
            gzip.Write(Samples.Text(Length));
        }

        return stream.ToArray();
    }

    private async Task<long> DecodeAsync()
    {
        using var blob = new BlobReader(new MemoryStream(_blob), hash: null);
        await using Stream decoded = await LayerDecoder.OpenAsync(blob, isVerified: true, CancellationToken.None);
        return await ReadAsync(decoded);
    }

    private async Task<long> ReadAsync(Stream decoded)
    {
        long total = 0;
        while (await decoded.ReadAsync(_buffer) is > 0 and int read)
        {
            total += read;
        }

        return total == Length ? total : throw new InvalidDataException($"{total} bytes instead of {Length}");
    }
}
