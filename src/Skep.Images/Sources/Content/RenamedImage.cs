using Skep.Core;

namespace Skep.Images.Sources.Content;

/// <summary>An image under another identity than the source that opened it gave it.</summary>
internal sealed class RenamedImage(IImage image, ImageIdentity identity) : IImage
{
    public ImageIdentity Identity { get; } = identity;

    public IReadOnlyList<ImageLayer> Layers => image.Layers;

    public ImageConfiguration? Configuration => image.Configuration;

    public IReadOnlyList<Problem> Problems => image.Problems;

    public ValueTask<LayerContent> OpenLayerAsync(ImageLayer layer, CancellationToken cancellationToken) =>
        image.OpenLayerAsync(layer, cancellationToken);

    public ValueTask DisposeAsync() => image.DisposeAsync();
}
