using Skep.Advisories;
using Skep.Advisories.Update;
using Skep.Core;
using Skep.Engine.Bases;
using Skep.Engine.Judging;
using Skep.Images;

namespace Skep.Engine;

/// <summary>Scans images: takes them apart, puts their layers together, and judges what is there.</summary>
/// <remarks>
/// One scanner serves one call with any number of references; layers they share are looked at once. The database
/// stays the caller's.
/// </remarks>
public sealed class ImageScanner(
    ScanOptions options, AdvisoryDatabase database, Detectors detectors, TimeProvider time) : IDisposable
{
    // More images open at once only hold more connections: the layers are what takes time, and they share the cores.
    private const int ImagesAtOnce = 4;

    private readonly ImageInventories _inventories = new(options, detectors, time);
    private readonly BaseIndex _bases = KnownBases.Of(options.CacheDirectory);
    private readonly OnDemandMatchers _matchers = new(options, database);
    private readonly ReportBuilder _reports = new(detectors, time);

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
        await Parallel.ForAsync(0, references.Count, parallel, async (i, token) => outcomes[i] = await TryAsync(
            references[i],
            progress,
            () => _inventories.TakeApartAsync(references[i], progress, token),
            token));
        return outcomes;
    }

    /// <summary>Scans an image that is already open, such as a root filesystem.</summary>
    public Task<ScanOutcome> ScanAsync(
        IImage image, string reference, IProgress<ScanProgress>? progress, CancellationToken cancellationToken) =>
        TryAsync(
            reference,
            progress,
            () => _inventories.TakeApartAsync(image, reference, progress, cancellationToken),
            cancellationToken);

    /// <summary>Judges an inventory that came from elsewhere: a software bill of materials.</summary>
    public ScanReport Judge(ImageInventory inventory, CancellationToken cancellationToken) =>
        _reports.Build(
            _matchers.Present, new ImageContents(inventory, NoFileTree.Instance), gap: null, cancellationToken);

    public void Dispose()
    {
        _matchers.Dispose();
        _inventories.Dispose();
    }

    private async Task<ScanOutcome> TryAsync(
        string reference,
        IProgress<ScanProgress>? progress,
        Func<Task<ImageContents>> read,
        CancellationToken cancellationToken)
    {
        try
        {
            ImageContents contents = await read();
            ImageInventory inventory = contents.Inventory with { Base = _bases.Find(contents.Inventory) };
            (VulnerabilityMatcher matcher, CoverageGap? gap) = await _matchers.ForAsync(
                inventory, progress is null ? null : new FetchProgress(reference, progress), cancellationToken);
            progress?.Report(new ScanProgress(reference, "matching", inventory.Layers.Count, inventory.Layers.Count));
            ScanReport report = _reports.Build(
                matcher, contents with { Inventory = inventory }, gap, cancellationToken);
            _bases.Learn(inventory, isNamed: false);
            return new ScanOutcome.Completed(reference, report);
        }
        catch (SkepException error)
        {
            return new ScanOutcome.Failed(reference, error);
        }
        catch (IOException error)
        {
            return new ScanOutcome.Failed(
                reference,
                new SkepException(ErrorKind.Unavailable, $"cannot read {reference}: {error.Message}", null, error));
        }
    }

    private sealed class FetchProgress(string reference, IProgress<ScanProgress> scan) : IProgress<UpdateProgress>
    {
        public void Report(UpdateProgress value) =>
            scan.Report(new ScanProgress(reference, $"{value.Stage} {value.Path}"));
    }
}
