using Skep.Core;
using Skep.Images.Sources.Content;

namespace Skep.Images.Sources.Oci;

/// <summary>
/// Opens images from OCI layout directories: <c>oci:DIR</c>, <c>oci:DIR:TAG</c>, <c>oci:DIR@sha256:…</c>.
/// </summary>
internal sealed class OciSource : IImageSource
{
    private static readonly ByteSize _maxIndex = ByteSize.Mebibytes(8);

    public string Id => "oci";

    public async ValueTask<IImage> OpenAsync(
        string reference,
        ImageSourceOptions options,
        CancellationToken cancellationToken)
    {
        (string path, string? selector) = ImageChoice.Split(reference);
        if (!Directory.Exists(path))
        {
            throw File.Exists(path)
                ? new SkepException(
                    ErrorKind.Invalid, $"{path} is a file", $"an OCI layout in a tar is opened as archive:{path}")
                : new SkepException(ErrorKind.NotFound, $"no such directory: {path}");
        }

        var store = new OciDirectory(path, path);
        byte[] index = await store.ReadFileAsync(OciLayout.IndexName, _maxIndex, cancellationToken)
            ?? throw new SkepException(
                ErrorKind.NotFound,
                $"{path} is no OCI layout: it has no {OciLayout.IndexName}",
                $"a root filesystem is scanned with: skep rootfs {path}");
        IReadOnlyList<Descriptor> roots = OciLayout.Choose(index, selector, path);
        ResolvedImage image = await new ContentResolver(store, options.Platform).ResolveAsync(roots, cancellationToken);
        return new ContentImage(
            store, image, new ImageIdentity { Name = reference, RepoTags = OciLayout.TagsOf(roots) });
    }
}
