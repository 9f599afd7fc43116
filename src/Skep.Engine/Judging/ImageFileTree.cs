using Skep.Core;
using Skep.Engine.Coalescing;

namespace Skep.Engine.Judging;

/// <summary>The files of an image whose layers were read.</summary>
/// <remarks>Answers come from hashes of paths (<see cref="PathHash"/>): paths are not kept.</remarks>
internal sealed class ImageFileTree(IReadOnlyList<LayerInventory> layers, Overlay overlay, Ownership owners) : IFileTree
{
    // Most checks ask for nothing, and an image may have 100,000 links.
    private readonly Lazy<LinkMap> _links = new(() => new LinkMap(layers, overlay));

    public bool IsKnown => layers.Count > 0;

    public bool Exists(LayerPath path) =>
        Resolve(path) is { } real && (real.IsRoot || overlay.FindFile(real) is not null || overlay.HasDirectory(real));

    public LayerPath? Resolve(LayerPath path) => _links.Value.Resolve(path);

    public int? LayerOf(LayerPath path) => overlay.FindFile(path);

    public string? OwnerOf(LayerPath path) => owners.OwnerOf(path.ToString());
}
