using Skep.Core;
using Skep.Engine.Coalescing;
using Skep.Images;
using Skep.Images.Walk;

namespace Skep.Engine;

/// <summary>
/// Finds package databases and other files with a fixed place that this image reaches only through symbolic links.
/// </summary>
/// <remarks>
/// A layer's walk sees entries by their own names. When <c>var/lib/dpkg</c> is a link, perhaps made by another
/// layer, the database lies elsewhere under a name no inspector asks for; the layers that hold it are then looked at
/// once more.
/// </remarks>
internal sealed class LinkedFiles(InspectorSet inspectors, LayerAnalysis analysis)
{
    /// <summary>The layers with what was found through links added.</summary>
    public async Task<LayerInventory[]> AddAsync(
        IImage image, LayerInventory[] layers, Overlay overlay, CancellationToken cancellationToken)
    {
        if (!layers.Any(layer => layer.Links.Count > 0))
        {
            return layers;
        }

        Place[] linked = Follow(new LinkMap(layers, overlay));
        LayerInventory[] result = [.. layers];
        for (int i = 0; linked.Length > 0 && i < layers.Length; i++)
        {
            LinkedPath[] here = [.. linked.Where(place => MayHold(layers[i], place)).Select(place => place.Path)];
            if (here.Length > 0)
            {
                LayerInventory more = await analysis.LookAgainAsync(image, image.Layers[i], here, cancellationToken);
                result[i] = layers[i].WithFindingsOf(WhereTheyLie(more, here));
            }
        }

        return result;
    }

    private static bool MayHold(LayerInventory layer, Place place) =>
        Array.BinarySearch(place.IsDirectory ? layer.Inhabited : layer.Files, PathHash.Of(place.Path.Target)) >= 0;

    // What is found under the wanted name is visible exactly when the real file is: it is filed under the real name.
    private static LayerInventory WhereTheyLie(LayerInventory found, LinkedPath[] linked)
    {
        string RealOf(string location) =>
            linked.Select(path => path.RealOf(location)).FirstOrDefault(real => real is not null) ?? location;
        return found with
        {
            Packages = [.. found.Packages.Select(p => p with { Location = RealOf(p.Location) })],
            Distributions = [.. found.Distributions.Select(d => d with { Location = RealOf(d.Location) })],
            Owned = [.. found.Owned.Select(o => o with { Location = RealOf(o.Location) })],
            Licenses = [.. found.Licenses.Select(l => l with { Location = RealOf(l.Location) })],
            Sightings = [.. found.Sightings.Select(s => s with { Location = RealOf(s.Location) })],
            Traits = [.. found.Traits.Select(t => t with { Location = RealOf(t.Location) })],
            Digests = [.. found.Digests.Select(d => d with { Location = RealOf(d.Location) })],
            Claims = [.. found.Claims.Select(c => c with { Location = RealOf(c.Location) })],
            Problems = [.. found.Problems.Select(p => p with { Location = RealOf(p.Location) })],
        };
    }

    private Place[] Follow(LinkMap links)
    {
        var linked = new HashSet<Place>();
        foreach (IInspector inspector in inspectors.Inspectors)
        {
            HashSet<string> own = [.. inspector.Wants.Globs];
            foreach (string glob in own.Where(glob => !glob.StartsWith("**/", StringComparison.Ordinal)))
            {
                int star = glob.IndexOf('*', StringComparison.Ordinal);
                int length = star < 0 ? glob.Length : glob.LastIndexOf('/', star);
                LayerPath wanted = LayerPath.Parse(glob[..length]);
                if (links.Resolve(wanted) is { IsRoot: false } real
                    && real != wanted
                    && !own.Contains(real + glob[length..]))
                {
                    linked.Add(new Place(new LinkedPath(wanted, real), IsDirectory: star >= 0));
                }
            }
        }

        return [.. linked];
    }

    /// <summary>A file, or the directory above the first '*' of a pattern.</summary>
    private readonly record struct Place(LinkedPath Path, bool IsDirectory);
}
