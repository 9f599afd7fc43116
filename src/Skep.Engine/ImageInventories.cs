using Skep.Core;
using Skep.Engine.Coalescing;
using Skep.Engine.Judging;
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
    private readonly Coalescer _coalescer;

    public ImageInventories(ScanOptions options, Detectors detectors, TimeProvider time)
    {
        _options = options;
        _coalescer = new Coalescer(Ecosystems.All.ToDictionary(ecosystem => ecosystem.Id), detectors.NeedFacts);
        var inspectors = new InspectorSet([.. Inspectors.All, .. detectors.Inspectors], detectors.Streams);
        LayerCache? cache = options.NoLayerCache
            ? null
            : new LayerCache(Path.Combine(options.CacheDirectory, "layers"), options.LayerCacheSize, time);
        _analysis = new LayerAnalysis(inspectors, cache, options, time);
        _linked = new LinkedFiles(inspectors, _analysis);
    }

    /// <exception cref="SkepException">The image cannot be opened or read.</exception>
    public async Task<ImageInventory> ReadAsync(
        string reference, IProgress<ScanProgress>? progress, CancellationToken cancellationToken) =>
        (await TakeApartAsync(reference, progress, cancellationToken)).Inventory;

    /// <exception cref="SkepException">The image cannot be opened or read.</exception>
    internal async Task<ImageContents> TakeApartAsync(
        string reference, IProgress<ScanProgress>? progress, CancellationToken cancellationToken)
    {
        progress?.Report(new ScanProgress(reference, "opening"));
        await using IImage image = await ImageOpener.OpenAsync(reference, _options.Source, cancellationToken);
        return await TakeApartAsync(image, reference, progress, cancellationToken);
    }

    /// <summary>What is in an image that is already open, such as a root filesystem.</summary>
    internal async Task<ImageContents> TakeApartAsync(
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
        var owners = new Ownership(layers, overlay);
        ImageInventory inventory = _coalescer.Coalesce(image.Identity, summaries, layers, overlay, owners);
        inventory = inventory with
        {
            Configuration = image.Configuration,
            Problems = [.. image.Problems, .. inventory.Problems],
        };
        return new ImageContents(Skip(inventory), new ImageFileTree(layers, overlay, owners));
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
            Sightings = [.. inventory.Sightings.Where(p => !skipped.Contains(p.What.Location))],
            Traits = [.. inventory.Traits.Where(p => !skipped.Contains(p.What.Location))],
            SpecialFiles = [.. inventory.SpecialFiles.Where(p => !skipped.Contains(p.What.Path.ToString()))],
            Programs = [.. inventory.Programs.Where(p => !skipped.Contains(p.What.Location))],
            Executables = [.. inventory.Executables.Where(p => !skipped.Contains(p.What.ToString()))],
        };
    }
}
