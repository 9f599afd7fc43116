using BenchmarkDotNet.Attributes;
using Skep.Images;
using Skep.Images.Walk;
using Skep.Packages;
using Skep.Testing;

namespace Skep.Benchmarks.Images;

/// <summary>Walking a layer of many small files, of which nobody wants one: the cost of an entry.</summary>
[MemoryDiagnoser]
public class TarWalkBenchmarks
{
    private const int Entries = 5000;

    private static readonly InspectorSet Everyone = new(Inspectors.All);

    private readonly byte[] _tar = Make();

    [Benchmark(Baseline = true)]
    public int SystemFormatsTar()
    {
        using var reader = new System.Formats.Tar.TarReader(new MemoryStream(_tar));
        int entries = 0;
        while (reader.GetNextEntry() is not null)
        {
            entries++;
        }

        return entries;
    }

    /// <summary>With the layer's inventory of paths, its digest not computed.</summary>
    [Benchmark]
    public long Walk()
    {
        var options = new LayerWalkOptions { ComputeBlobDigest = false };
        var content = new LayerContent.Blob(new MemoryStream(_tar));
        LayerWalkResult result = LayerWalker.WalkAsync(content, Everyone, options, CancellationToken.None)
            .AsTask().GetAwaiter().GetResult();
        return result.Inventory.Statistics.Entries == Entries
            ? Entries
            : throw new InvalidOperationException("the walk missed entries");
    }

    private static byte[] Make()
    {
        var tar = new TarBuilder();
        for (int i = 0; i < Entries; i++)
        {
            tar.File($"app/node_modules/package-{i / 20}/lib/file-{i}.js", new byte[i % 3000]);
        }

        return tar.End();
    }
}
