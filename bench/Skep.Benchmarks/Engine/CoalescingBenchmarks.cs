using BenchmarkDotNet.Attributes;
using Skep.Core;
using Skep.Engine.Coalescing;
using Skep.Packages;

namespace Skep.Benchmarks.Engine;

/// <summary>
/// Putting twelve layers with 2,400 packages on top of each other; one in twenty replaces an older one.
/// </summary>
[MemoryDiagnoser]
public class CoalescingBenchmarks
{
    private const int LayerCount = 12;
    private const int PackagesPerLayer = 200;

    private readonly Coalescer _coalescer =
        new(Ecosystems.All.ToDictionary(ecosystem => ecosystem.Id), needsFacts: false);

    private readonly LayerInventory[] _layers = [.. Enumerable.Range(0, LayerCount).Select(MakeLayer)];
    private readonly LayerSummary[] _summaries =
        [.. Enumerable.Range(0, LayerCount).Select(i => new LayerSummary { Index = i })];

    [Benchmark]
    public int Coalesce()
    {
        var overlay = new Overlay(_layers);
        return _coalescer
            .Coalesce(
                new ImageIdentity { Name = "benchmark" }, _summaries, _layers, overlay, new Ownership(_layers, overlay))
            .Packages.Count;
    }

    private static LayerInventory MakeLayer(int layer)
    {
        Package[] packages = [.. Enumerable.Range(0, PackagesPerLayer).Select(i => MakePackage(layer, i))];
        return new LayerInventory
        {
            Packages = packages,
            Files = [.. packages.Select(package => PathHash.Of(package.Location)).Order()],
            Whiteouts = [LayerPath.Parse($"app/{layer - 1}/node_modules/package-7")],
        };
    }

    private static Package MakePackage(int layer, int i)
    {
        int of = i % 20 == 0 ? 0 : layer;
        return new Package(new EcosystemId("npm"), $"package-{i}", $"1.{layer}.0")
        {
            Location = $"app/{of}/node_modules/package-{i}/package.json",
            FoundBy = new InspectorId("npm/package"),
        };
    }
}
