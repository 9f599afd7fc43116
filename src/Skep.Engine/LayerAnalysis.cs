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
    private readonly ConcurrentDictionary<Digest, Lazy<Task<Seen>>> _known = new();
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

    /// <summary>Looks again at what the image reaches in one layer through links.</summary>
    public async Task<LayerInventory> LookAgainAsync(
        IImage image, ImageLayer layer, IReadOnlyList<LinkedPath> linked, CancellationToken cancellationToken)
    {
        LayerWalkOptions walk = OptionsFor(layer) with { AlsoLinked = linked };
        return (await InSlotAsync(() => WalkAsync(image, layer, walk, cancellationToken), cancellationToken)).Inventory;
    }

    public void Dispose() => _slots.Dispose();

    private static async Task<LayerInventory> ReportWhenDoneAsync(Task<LayerInventory> layer, Action layerDone)
    {
        LayerInventory inventory = await layer;
        layerDone();
        return inventory;
    }

    private async Task<LayerInventory> JoinOrStartAsync(
        IImage image, ImageLayer layer, CancellationToken cancellationToken)
    {
        Task<Seen> StartAsync() => Task.Run(
            () => InSlotAsync(() => AnalyseAsync(image, layer, cancellationToken), cancellationToken),
            cancellationToken);

        if (KeyOf(layer) is not { } key)
        {
            return (await StartAsync()).Inventory;
        }

        var mine = new Lazy<Task<Seen>>(StartAsync);
        while (true)
        {
            Lazy<Task<Seen>> shared = _known.GetOrAdd(key, mine);
            try
            {
                Seen seen = await shared.Value;
                if (shared == mine || seen.IsVerified)
                {
                    return seen.Inventory;
                }
            }
            catch (Exception error) when (
                shared != mine && error is SkepException or IOException or OperationCanceledException)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            // Another image's source failed, or gave something else than the layer: this image may well have it.
            _known.TryRemove(KeyValuePair.Create(key, shared));
        }
    }

    private async Task<T> InSlotAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task<Seen> AnalyseAsync(IImage image, ImageLayer layer, CancellationToken cancellationToken)
    {
        Digest? key = KeyOf(layer);
        if (key is { } named && cache?.Find(named, inspectors) is { } known)
        {
            return new Seen(known, IsVerified: true);
        }

        LayerWalkOptions walk = OptionsFor(layer) with { UseTwoCores = image.Layers.Count < options.Parallelism };
        LayerWalkResult result = await WalkAsync(image, layer, walk, cancellationToken);
        if (result.Pending.Count > 0)
        {
            walk = OptionsFor(layer) with { Also = result.Pending };
            result = result.Merge(await WalkAsync(image, layer, walk, cancellationToken));
        }

        Store(result);
        return new Seen(result.Inventory, key is not null && (key == result.BlobDigest || key == result.DiffId));
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

    /// <summary>What was seen of a layer, and whether it was the one that its digest names.</summary>
    private readonly record struct Seen(LayerInventory Inventory, bool IsVerified);
}
