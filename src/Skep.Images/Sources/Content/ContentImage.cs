using Skep.Core;

namespace Skep.Images.Sources.Content;

/// <summary>An image whose layers are blobs of a store.</summary>
/// <remarks>It owns the store and disposes it.</remarks>
internal sealed class ContentImage : IImage
{
    private readonly IBlobStore _store;
    private readonly IReadOnlyList<Descriptor> _blobs;

    public ContentImage(IBlobStore store, ResolvedImage image, ImageIdentity identity)
    {
        _store = store;
        _blobs = image.Manifest.Layers;
        Configuration = image.Configuration.Container with { Annotations = image.Manifest.Annotations };
        Identity = identity with
        {
            ManifestDigest = image.Descriptor.Digest,
            ImageId = image.Manifest.Config?.Digest,
            Platform = image.Configuration.Platform.ToString(),
            Created = image.Configuration.Created,
            Labels = image.Configuration.Labels,
        };
        Layers =
        [
            .. _blobs.Select((blob, index) => new ImageLayer(index)
            {
                BlobDigest = blob.Digest,
                DiffId = image.Configuration.DiffIds[index],
                Size = blob.Size,
                Instruction = image.Configuration.Instructions[index],
            }),
        ];
    }

    public ImageIdentity Identity { get; }

    public ImageConfiguration? Configuration { get; }

    public IReadOnlyList<ImageLayer> Layers { get; }

    public async ValueTask<LayerContent> OpenLayerAsync(ImageLayer layer, CancellationToken cancellationToken) =>
        new LayerContent.Blob(await _store.OpenAsync(_blobs[layer.Index], cancellationToken));

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
