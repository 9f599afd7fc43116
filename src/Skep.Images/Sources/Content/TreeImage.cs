using Skep.Core;

namespace Skep.Images.Sources.Content;

/// <summary>One layer that a container engine keeps unpacked.</summary>
internal sealed record TreeLayer(string Directory, long? Size);

/// <summary>An image whose layers lie unpacked in a container engine's overlay directories.</summary>
/// <remarks>
/// The configuration is verified by its digest. The directories cannot be: the engine unpacked them, and who may write
/// there owns the machine.
/// </remarks>
internal sealed class TreeImage : IImage
{
    private readonly IReadOnlyList<TreeLayer> _trees;

    public TreeImage(ConfigurationDocument configuration, IReadOnlyList<TreeLayer> trees, ImageIdentity identity)
    {
        _trees = trees;
        Configuration = configuration.Container;
        Identity = identity with
        {
            Platform = configuration.Platform.ToString(),
            Created = configuration.Created,
            Labels = configuration.Labels,
        };
        Layers =
        [
            .. trees.Select((tree, index) => new ImageLayer(index)
            {
                DiffId = configuration.DiffIds[index],
                IsUnpacked = true,
                Size = tree.Size,
                Instruction = configuration.Instructions[index],
            }),
        ];
    }

    public ImageIdentity Identity { get; }

    public ImageConfiguration? Configuration { get; }

    public IReadOnlyList<ImageLayer> Layers { get; }

    public ValueTask<LayerContent> OpenLayerAsync(ImageLayer layer, CancellationToken cancellationToken) =>
        ValueTask.FromResult<LayerContent>(new LayerContent.Tree(_trees[layer.Index].Directory, IsOverlay: true));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Whether the process may look into a directory; engines keep theirs for root.</summary>
    public static bool IsReadable(string directory)
    {
        try
        {
            _ = System.IO.Directory.EnumerateFileSystemEntries(directory).Any();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
