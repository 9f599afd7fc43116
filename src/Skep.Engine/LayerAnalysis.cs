using System.Collections.Concurrent;
using Skep.Core;
using Skep.Images;
using Skep.Images.Cache;
using Skep.Images.Walk;

namespace Skep.Engine;

/// <summary>
/// Gets the inventory of every layer a scan meets, each distinct layer once, however many images share it.
/// </summary>
internal sealed class LayerAnalysis(InspectorSet inspectors, LayerCache? cache, ScanOptions options, TimeProvider time)
    : IDisposable
{
    private readonly ConcurrentDictionary<Digest, Lazy<Task<LayerInventory>>> _known = new();
    private readonly SemaphoreSlim _slots = new(Math.Max(1, options.Parallelism));

    /// <summary>The inventories of an image's layers, lowest first.</summary>
    public async Task<LayerInventory[]> AnalyseAsync(
        IImage image, Action layerDone, CancellationToken cancellationToken)
    {
        var results = new Task<LayerInventory>[image.Layers.Count];

        // Largest first: the last layer to start must not be the longest, or one core idles at the end.
        foreach (ImageLayer layer in image.Layers.OrderByDescending(layer => layer.Size ?? long.MaxValue))
        {
            results[layer.Index] = ReportWhenDoneAsync(JoinOrStartAsync(image, layer, cancellationToken), layerDone);
        }

        // Every task is awaited even when one fails: they read from the image, which the caller then disposes.
        return await Task.WhenAll(results);
    }

    /// <summary>Looks at named files of one layer again, each under further paths.</summary>
    public async Task<LayerInventory> LookAgainAsync(
        IImage image,
        ImageLayer layer,
        IReadOnlyDictionary<LayerPath, IReadOnlyList<LayerPath>> also,
        CancellationToken cancellationToken)
    {
        LayerWalkResult result = await WalkAsync(
            image, layer, OptionsFor(layer) with { Also = also }, cancellationToken);
        return result.Inventory;
    }

    public void Dispose() => _slots.Dispose();

    private static async Task<LayerInventory> ReportWhenDoneAsync(Task<LayerInventory> layer, Action layerDone)
    {
        LayerInventory inventory = await layer;
        layerDone();
        return inventory;
    }

    private Task<LayerInventory> JoinOrStartAsync(IImage image, ImageLayer layer, CancellationToken cancellationToken)
    {
        Task<LayerInventory> Start() =>
            Task.Run(() => AnalyseAsync(image, layer, cancellationToken), cancellationToken);

        return KeyOf(layer) is { } key
            ? _known.GetOrAdd(key, _ => new Lazy<Task<LayerInventory>>(Start)).Value
            : Start();
    }

    private async Task<LayerInventory> AnalyseAsync(IImage image, ImageLayer layer, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            if (KeyOf(layer) is { } key && cache?.Find(key, inspectors) is { } known)
            {
                return known;
            }

            LayerWalkOptions walk = OptionsFor(layer) with { UseTwoCores = image.Layers.Count < options.Parallelism };
            LayerWalkResult result = await WalkAsync(image, layer, walk, cancellationToken);
            if (result.Pending.Count > 0)
            {
                walk = OptionsFor(layer) with { Also = result.Pending };
                result = result.Merge(await WalkAsync(image, layer, walk, cancellationToken));
            }

            Store(result);
            return result.Inventory;
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task<LayerWalkResult> WalkAsync(
        IImage image, ImageLayer layer, LayerWalkOptions walk, CancellationToken cancellationToken)
    {
        await using LayerContent content = await image.OpenLayerAsync(layer, cancellationToken);
        return await LayerWalker.WalkAsync(content, inspectors, walk, cancellationToken);
    }

    private LayerWalkOptions OptionsFor(ImageLayer layer)
    {
        bool checkDiffId = options.VerifyDiffIds || (layer.BlobDigest is null && !options.Source.NoVerify);
        return new LayerWalkOptions
        {
            ExpectedBlobDigest = layer.BlobDigest,
            ComputeBlobDigest = layer.BlobDigest is not null,
            ExpectedDiffId = checkDiffId ? layer.DiffId : null,

            // The owner of an archive that somebody altered wants to see what is in it, together with the error; a blob
            // that came over a network with the wrong digest is refused.
            AllowMismatch = layer.BlobDigest is null,
            Time = time,
        };
    }

    // Under both names, where both were verified: the same layer may come from an archive next.
    private void Store(LayerWalkResult result)
    {
        foreach (Digest verified in new[] { result.BlobDigest, result.DiffId }.OfType<Digest>().Distinct())
        {
            cache?.Store(verified, inspectors, result);
        }
    }

    // An archive's unverified claim is no key.
    private Digest? KeyOf(ImageLayer layer) =>
        layer.BlobDigest ?? (options.Source.NoVerify || layer.IsUnpacked ? null : layer.DiffId);
}
