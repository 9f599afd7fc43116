using Skep.Core;
using Skep.Engine.Coalescing;
using Skep.Images;
using Skep.Images.Cache;
using Skep.Images.Walk;
using Skep.Packages;

namespace Skep.Engine;

/// <summary>Takes images apart: what is in them, unjudged.</summary>
/// <remarks>Layers that images share are looked at once in the life of an instance.</remarks>
public sealed class ImageInventories : IDisposable
{
    private readonly ScanOptions _options;
    private readonly LayerAnalysis _analysis;
    private readonly LinkedFiles _linked;
    private readonly Coalescer _coalescer = new(Ecosystems.All.ToDictionary(ecosystem => ecosystem.Id));

    public ImageInventories(ScanOptions options, TimeProvider time)
    {
        _options = options;
        var inspectors = new InspectorSet(Inspectors.All);
        LayerCache? cache = options.NoLayerCache
            ? null
            : new LayerCache(Path.Combine(options.CacheDirectory, "layers"), options.LayerCacheSize, time);
        _analysis = new LayerAnalysis(inspectors, cache, options, time);
        _linked = new LinkedFiles(inspectors, _analysis);
    }

    /// <exception cref="SkepException">The image cannot be opened or read.</exception>
    public async Task<ImageInventory> ReadAsync(
        string reference, IProgress<ScanProgress>? progress, CancellationToken cancellationToken)
    {
        progress?.Report(new ScanProgress(reference, "opening"));
        await using IImage image = await ImageOpener.OpenAsync(reference, _options.Source, cancellationToken);
        return await ReadAsync(image, reference, progress, cancellationToken);
    }

    /// <summary>What is in an image that is already open, such as a root filesystem.</summary>
    public async Task<ImageInventory> ReadAsync(
        IImage image, string reference, IProgress<ScanProgress>? progress, CancellationToken cancellationToken)
    {
        int done = 0;
        void LayerDone() => progress?.Report(
            new ScanProgress(reference, "reading layers", Interlocked.Increment(ref done), image.Layers.Count));

        LayerInventory[] layers = await _analysis.AnalyseAsync(image, LayerDone, cancellationToken);
        var overlay = new Overlay(layers);
        layers = await _linked.AddAsync(image, layers, overlay, cancellationToken);
        LayerSummary[] summaries = [.. image.Layers.Select(layer => new LayerSummary
        {
            Index = layer.Index,
            Digest = layer.BlobDigest,
            DiffId = layer.DiffId,
            Instruction = layer.Instruction,
            Statistics = layers[layer.Index].Statistics,
        })];
        ImageInventory inventory = _coalescer.Coalesce(image.Identity, summaries, layers, overlay);
        return Skip(inventory with { Problems = [.. image.Problems, .. inventory.Problems] });
    }

    public void Dispose() => _analysis.Dispose();

    private ImageInventory Skip(ImageInventory inventory)
    {
        if (_options.SkipFiles.Count + _options.SkipDirectories.Count == 0)
        {
            return inventory;
        }

        var skipped = new SkippedPaths(_options.SkipFiles, _options.SkipDirectories);
        return inventory with
        {
            Packages = [.. inventory.Packages.Where(p => !skipped.Contains(p.Package.Location))],
            UnknownBinaries = [.. inventory.UnknownBinaries.Where(p => !skipped.Contains(p.ToString()))],
        };
    }
}
