using Skep.Core;

namespace Skep.Engine.Coalescing;

/// <summary>Says of everything seen in layers where in the image it is: in which layer, whether seen, whose.</summary>
internal sealed class Placement(IReadOnlyList<LayerInventory> layers, Overlay overlay, Ownership owners)
{
    // Inside an archive a path has a '!'; the archive is what the image holds.
    private const char Inside = '!';

    /// <remarks>
    /// Sightings are all kept: a secret that was removed is still shipped. Of the rest, what is seen.
    /// </remarks>
    public ImageInventory Place(ImageInventory inventory) => inventory with
    {
        Sightings = [.. All(layer => layer.Sightings, sighting => sighting.Location)],
        Traits = [.. Visible(layer => layer.Traits, trait => trait.Location)],
        SpecialFiles = [.. Visible(layer => layer.SpecialFiles, file => file.Path.ToString())],
        Programs = [.. Visible(layer => layer.Digests, digests => digests.Location)],
        Claims = [.. Visible(layer => layer.Claims, claims => claims.Location).Select(placed => placed.What)],
        Executables = [.. Visible(layer => layer.Executables, path => path.ToString())],
    };

    private IEnumerable<Placed<T>> Visible<T>(
        Func<LayerInventory, IReadOnlyList<T>> items, Func<T, string> location) =>
        All(items, location).Where(placed => !placed.IsRemoved);

    private IEnumerable<Placed<T>> All<T>(Func<LayerInventory, IReadOnlyList<T>> items, Func<T, string> location)
    {
        for (int i = 0; i < layers.Count; i++)
        {
            foreach (T item in items(layers[i]))
            {
                string path = location(item).Split(Inside, 2)[0];
                yield return new Placed<T>(item)
                {
                    LayerIndex = i,
                    IsRemoved = overlay.IsHidden(LayerPath.Parse(path), i),
                    OwnedBy = owners.OwnerOf(path),
                };
            }
        }
    }
}
