using Skep.Core;
using Skep.Images.Sources.Content;

namespace Skep.Images.Sources.Archive;

/// <summary>The blobs of an OCI layout inside a tar.</summary>
internal sealed class ArchiveBlobs(ArchiveFile file) : IBlobStore
{
    public string Title => file.Title;

    public bool MayHold(Digest digest) => file.Holds(PathOf(digest));

    public ValueTask<Stream> OpenAsync(Descriptor blob, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Stream>(file.TryOpen(PathOf(blob.Digest))
            ?? throw new SkepException(
                ErrorKind.NotFound, $"{Title} does not hold blob {blob.Digest}", "make the archive again"));

    public ValueTask DisposeAsync()
    {
        file.Dispose();
        return ValueTask.CompletedTask;
    }

    private static LayerPath PathOf(Digest digest) => LayerPath.Parse($"blobs/{digest.Algorithm}/{digest.Hex}");
}
