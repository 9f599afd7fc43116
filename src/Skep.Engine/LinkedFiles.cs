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
/// layer, the database lies elsewhere under a name no inspector asks for; the layer that holds it is then looked at
/// once more.
/// </remarks>
internal sealed class LinkedFiles(InspectorSet inspectors, LayerAnalysis analysis)
{
    /// <summary>The layers with what was found through links added.</summary>
    public async Task<LayerInventory[]> AddAsync(
        IImage image, LayerInventory[] layers, CancellationToken cancellationToken)
    {
        if (!layers.Any(layer => layer.Links.Count > 0))
        {
            return layers;
        }

        Dictionary<int, Dictionary<LayerPath, IReadOnlyList<LayerPath>>> missed = Find(layers);
        LayerInventory[] result = [.. layers];
        foreach ((int index, Dictionary<LayerPath, IReadOnlyList<LayerPath>> files) in missed)
        {
            LayerInventory more = await analysis.LookAgainAsync(image, image.Layers[index], files, cancellationToken);
            result[index] = Merge(layers[index], more, files);
        }

        return result;
    }

    private Dictionary<int, Dictionary<LayerPath, IReadOnlyList<LayerPath>>> Find(LayerInventory[] layers)
    {
        var overlay = new Overlay(layers);
        var links = new LinkMap(layers, overlay);
        var missed = new Dictionary<int, Dictionary<LayerPath, IReadOnlyList<LayerPath>>>();
        foreach (IInspector inspector in inspectors.Inspectors)
        {
            HashSet<string> own = [.. inspector.Wants.Globs];
            foreach (string glob in inspector.Wants.Globs.Where(glob => !glob.Contains('*', StringComparison.Ordinal)))
            {
                LayerPath wanted = LayerPath.Parse(glob);
                if (links.Resolve(wanted) is { } real
                    && real != wanted
                    && !own.Contains(real.ToString())
                    && overlay.FindFile(real) is { } layer)
                {
                    if (!missed.TryGetValue(layer, out Dictionary<LayerPath, IReadOnlyList<LayerPath>>? files))
                    {
                        missed.Add(layer, files = []);
                    }

                    files[real] = [.. files.GetValueOrDefault(real, []), wanted];
                }
            }
        }

        return missed;
    }

    // What is found under the wanted name is visible exactly when the real file is: it is filed under the real name.
    private static LayerInventory Merge(
        LayerInventory layer, LayerInventory more, Dictionary<LayerPath, IReadOnlyList<LayerPath>> files)
    {
        var real = files
            .SelectMany(file => file.Value.Select(alias => (Alias: alias.ToString(), Real: file.Key.ToString())))
            .ToDictionary(pair => pair.Alias, pair => pair.Real);
        string RealOf(string location) => real.GetValueOrDefault(location, location);
        return layer with
        {
            Packages = [.. layer.Packages, .. more.Packages.Select(p => p with { Location = RealOf(p.Location) })],
            Distributions =
                [.. layer.Distributions, .. more.Distributions.Select(d => d with { Location = RealOf(d.Location) })],
            Owned = [.. layer.Owned, .. more.Owned.Select(o => o with { Location = RealOf(o.Location) })],
            Problems = [.. layer.Problems, .. more.Problems.Select(p => p with { Location = RealOf(p.Location) })],
        };
    }
}
