using Skep.Core;
using Skep.Engine.Coalescing;
using Skep.Images;
using Skep.Images.Walk;
using Skep.Packages;

namespace Skep.Engine;

/// <summary>Scans images: takes them apart, puts their layers together, and judges what is there.</summary>
/// <remarks>One scanner serves one call with any number of references; layers they share are looked at once.</remarks>
public sealed class ImageScanner : IDisposable
{
    // More images open at once only hold more connections: the layers are what takes time, and they share the slots.
    private const int ImagesAtOnce = 4;

    private readonly ScanOptions _options;
    private readonly LayerAnalysis _analysis;
    private readonly LinkedFiles _linked;
    private readonly Coalescer _coalescer;
    private readonly ReportBuilder _reports;

    public ImageScanner(ScanOptions options, TimeProvider time)
    {
        _options = options;
        var inspectors = new InspectorSet(Inspectors.All);
        _analysis = new LayerAnalysis(inspectors, options, time);
        _linked = new LinkedFiles(inspectors, _analysis);
        _coalescer = new Coalescer(Ecosystems.All.ToDictionary(ecosystem => ecosystem.Id));
        _reports = new ReportBuilder(time);
    }

    /// <summary>Scans every reference; one that fails does not keep the others from being scanned.</summary>
    /// <returns>One outcome a reference, in the order given.</returns>
    public async Task<IReadOnlyList<ScanOutcome>> ScanAsync(
        IReadOnlyList<string> references, IProgress<ScanProgress>? progress, CancellationToken cancellationToken)
    {
        var outcomes = new ScanOutcome[references.Count];
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = ImagesAtOnce,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForAsync(0, references.Count, parallel, async (i, token) =>
            outcomes[i] = await ScanAsync(references[i], progress, token));
        return outcomes;
    }

    /// <summary>What is in the image, unjudged.</summary>
    /// <exception cref="SkepException">The image cannot be opened or read.</exception>
    public async Task<ImageInventory> InventoryAsync(
        string reference, IProgress<ScanProgress>? progress, CancellationToken cancellationToken)
    {
        progress?.Report(new ScanProgress(reference, "opening"));
        await using IImage image = await ImageOpener.OpenAsync(reference, _options.Source, cancellationToken);
        return await InventoryAsync(image, reference, progress, cancellationToken);
    }

    public void Dispose() => _analysis.Dispose();

    private async Task<ScanOutcome> ScanAsync(
        string reference, IProgress<ScanProgress>? progress, CancellationToken cancellationToken)
    {
        try
        {
            ImageInventory inventory = await InventoryAsync(reference, progress, cancellationToken);
            progress?.Report(new ScanProgress(reference, "matching", inventory.Layers.Count, inventory.Layers.Count));
            return new ScanOutcome.Completed(reference, _reports.Build(inventory));
        }
        catch (SkepException error)
        {
            return new ScanOutcome.Failed(reference, error);
        }
        catch (IOException error)
        {
            return new ScanOutcome.Failed(
                reference, new SkepException(ErrorKind.Unavailable, $"cannot read {reference}: {error.Message}", null, error));
        }
    }

    private async Task<ImageInventory> InventoryAsync(
        IImage image, string reference, IProgress<ScanProgress>? progress, CancellationToken cancellationToken)
    {
        int done = 0;
        void LayerDone() => progress?.Report(
            new ScanProgress(reference, "reading layers", Interlocked.Increment(ref done), image.Layers.Count));

        LayerInventory[] layers = await _analysis.AnalyseAsync(image, LayerDone, cancellationToken);
        layers = await _linked.AddAsync(image, layers, cancellationToken);
        LayerSummary[] summaries = [.. image.Layers.Select(layer => new LayerSummary
        {
            Index = layer.Index,
            Digest = layer.BlobDigest,
            DiffId = layer.DiffId,
            Instruction = layer.Instruction,
            Statistics = layers[layer.Index].Statistics,
        })];
        ImageInventory inventory = _coalescer.Coalesce(image.Identity, summaries, layers);
        return Skip(inventory with { Problems = [.. image.Problems, .. inventory.Problems] });
    }

    private ImageInventory Skip(ImageInventory inventory)
    {
        if (_options.SkipFiles.Count + _options.SkipDirectories.Count == 0)
        {
            return inventory;
        }

        var skipped = new SkippedPaths(_options.SkipFiles, _options.SkipDirectories);
        return inventory with { Packages = [.. inventory.Packages.Where(p => !skipped.Contains(p.Package.Location))] };
    }
}
