using Skep.Core;
using Skep.Images.Sources.Content;
using Skep.Images.Sources.Oci;

namespace Skep.Images.Sources.Archive;

/// <summary>
/// Opens images from tar files: <c>docker save</c> of every age, <c>podman save</c>, OCI layouts, plain or compressed;
/// <c>archive:FILE</c>, <c>archive:FILE@NAME</c> where there are several, <c>archive:-</c> for standard input.
/// </summary>
internal sealed class ArchiveSource : IImageSource
{
    public const string StandardInput = "-";

    private static readonly ByteSize _maxManifest = ByteSize.Mebibytes(8);

    public string Id => "archive";

    public async ValueTask<IImage> OpenAsync(
        string reference,
        ImageSourceOptions options,
        CancellationToken cancellationToken)
    {
        (string path, string? selector) = reference.StartsWith("-@", StringComparison.Ordinal)
            ? (StandardInput, reference[2..])
            : ImageChoice.Split(reference);
        if (Directory.Exists(path))
        {
            throw new SkepException(
                ErrorKind.Invalid, $"{path} is a directory", $"an OCI layout is opened as oci:{path}");
        }

        ArchiveFile file = await ArchiveFile.OpenAsync(path, options, cancellationToken);
        return await OpenAsync(file, selector, new ImageIdentity { Name = reference }, options, cancellationToken);
    }

    /// <summary>Opens one image of an archive and takes the archive over.</summary>
    public static async ValueTask<IImage> OpenAsync(
        ArchiveFile file,
        string? selector,
        ImageIdentity identity,
        ImageSourceOptions options,
        CancellationToken cancellationToken)
    {
        try
        {
            byte[]? index = await file.TryReadAsync(
                LayerPath.Parse(OciLayout.IndexName), _maxManifest, cancellationToken);
            byte[]? manifest = await file.TryReadAsync(
                LayerPath.Parse(DockerArchive.ManifestName), _maxManifest, cancellationToken);
            IReadOnlyList<DockerArchiveEntry> entries = manifest is null
                ? []
                : DockerArchive.Read(manifest, file.Title);
            return index is not null
                ? await OpenLayoutAsync(
                    file, OciLayout.Choose(index, selector, file.Title), entries, identity, options, cancellationToken)
                : manifest is not null
                    ? await DockerArchive.OpenAsync(
                        file, DockerArchive.Choose(entries, selector, file.Title), identity, options, cancellationToken)
                    : throw NoImage(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static async ValueTask<IImage> OpenLayoutAsync(
        ArchiveFile file,
        IReadOnlyList<Descriptor> roots,
        IReadOnlyList<DockerArchiveEntry> entries,
        ImageIdentity identity,
        ImageSourceOptions options,
        CancellationToken cancellationToken)
    {
        var store = new ArchiveBlobs(file);
        ResolvedImage image = await new ContentResolver(store, options.Platform).ResolveAsync(roots, cancellationToken);
        Digest id = image.Manifest.Config!.Digest;
        DockerArchiveEntry? twin = entries.FirstOrDefault(entry => entry.ConfigDigest == id);
        if (twin is null && entries.Count == 1 && options.Platform is null)
        {
            // docker load reads the one, other tools the other: Skep must not vouch for an image that nobody will run.
            throw new SkepException(
                ErrorKind.Invalid,
                $"{file.Title} describes two different images: {OciLayout.IndexName} {id}, "
                    + $"{DockerArchive.ManifestName} {entries[0].Config}",
                "do not load this archive");
        }

        string[] tags = [.. (twin?.RepoTags ?? []).Concat(OciLayout.TagsOf(roots)).Distinct(StringComparer.Ordinal)];
        return new ContentImage(store, image, identity with { RepoTags = tags });
    }

    private static SkepException NoImage(ArchiveFile file) =>
        file.Holds(LayerPath.Parse("repositories"))
            ? new SkepException(
                ErrorKind.Invalid,
                $"{file.Title} was written by Docker before 1.10 and has no {DockerArchive.ManifestName}",
                "load it into a current Docker and save it again")
            : new SkepException(
                ErrorKind.Invalid,
                $"{file.Title} is no image archive: it has no {DockerArchive.ManifestName} or {OciLayout.IndexName}; "
                    + file.Describe(),
                "expected the output of docker save, podman save or skopeo; a plain root with: skep rootfs DIR");
}
