using Skep.Core;

namespace Skep.Compliance;

/// <summary>The file tree of what is no image yet.</summary>
internal sealed class NoFiles : IFileTree
{
    public static readonly NoFiles Instance = new();

    public bool IsKnown => false;

    public bool Exists(LayerPath path) => false;

    public LayerPath? Resolve(LayerPath path) => null;

    public int? LayerOf(LayerPath path) => null;

    public string? OwnerOf(LayerPath path) => null;
}
