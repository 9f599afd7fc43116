using Skep.Core;

namespace Skep.Images.Sources.Rootfs;

/// <summary>A root filesystem directory, seen as an image of one layer.</summary>
internal sealed class RootFilesystemImage : IImage
{
    private readonly string _directory;

    public RootFilesystemImage(string directory)
    {
        if (!Directory.Exists(directory))
        {
            throw new SkepException(ErrorKind.NotFound, $"no such directory: {directory}");
        }

        // The directory itself may be reached through a link; what is inside is never followed out of it.
        _directory = Directory.ResolveLinkTarget(directory, returnFinalTarget: true)?.FullName
            ?? Path.GetFullPath(directory);
        Identity = new ImageIdentity { Name = directory, Kind = "rootfs" };
    }

    public ImageIdentity Identity { get; }

    public IReadOnlyList<ImageLayer> Layers { get; } = [new ImageLayer(0) { IsUnpacked = true }];

    public ValueTask<LayerContent> OpenLayerAsync(ImageLayer layer, CancellationToken cancellationToken) =>
        ValueTask.FromResult<LayerContent>(new LayerContent.Tree(_directory, IsOverlay: false));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
