using Skep.Core;
using Skep.Images;

namespace Skep.Engine.Bases;

/// <summary>The base images that somebody names: opened, looked at, remembered, without reading a layer.</summary>
public static class KnownBases
{
    public static BaseIndex Of(string cacheDirectory) => new(Path.Combine(cacheDirectory, "bases"));

    /// <summary>Remembers an image as a base.</summary>
    /// <returns>What was remembered; layers are counted, not read.</returns>
    /// <exception cref="SkepException">It cannot be opened, or has no layers to know it by.</exception>
    public static async Task<ImageInventory> AddAsync(
        string reference, ScanOptions options, CancellationToken cancellationToken)
    {
        await using IImage image = await ImageOpener.OpenAsync(reference, options.Source, cancellationToken);
        var inventory = new ImageInventory
        {
            Image = image.Identity,
            Configuration = image.Configuration,
            Layers = [.. image.Layers.Select(layer => new LayerSummary { Index = layer.Index, DiffId = layer.DiffId })],
        };
        if (inventory.Layers.Count == 0 || inventory.Layers.Any(layer => layer.DiffId is null))
        {
            throw new SkepException(
                ErrorKind.Invalid, $"{reference} has no layers by which it could be recognised in another image");
        }

        Of(options.CacheDirectory).Learn(inventory, isNamed: true);
        return inventory;
    }
}
