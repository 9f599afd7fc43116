using Skep.Core;
using Skep.Images.Sources.Content;
using Skep.Images.Sources.Oci;

namespace Skep.Images.Sources.Containerd;

/// <summary>Opens images from containerd's content store on disk: <c>containerd:NAME</c>.</summary>
/// <remarks>No socket is needed, only the right to read <c>/var/lib/containerd</c>.</remarks>
internal sealed class ContainerdSource : IImageSource
{
    private const string DefaultRoot = "/var/lib/containerd";

    public string Id => "containerd";

    public async ValueTask<IImage> OpenAsync(
        string reference,
        ImageSourceOptions options,
        CancellationToken cancellationToken)
    {
        string root = options.ContainerdRoot ?? Environment.GetEnvironmentVariable("CONTAINERD_ROOT") ?? DefaultRoot;
        string? wanted = options.ContainerdNamespace ?? Environment.GetEnvironmentVariable("CONTAINERD_NAMESPACE");
        Descriptor target = Find(root, reference, string.IsNullOrEmpty(wanted) ? null : wanted)
            ?? throw new SkepException(ErrorKind.NotFound, $"containerd in {root} has no image '{reference}'");
        var store = new OciDirectory(Path.Combine(root, "io.containerd.content.v1.content"), $"containerd in {root}");
        ResolvedImage image = await new ContentResolver(store, options.Platform).ResolveAsync(
            [target], cancellationToken);
        if (image.Manifest.Layers.FirstOrDefault(layer => !store.MayHold(layer.Digest)) is { } missing)
        {
            throw new SkepException(
                ErrorKind.NotFound,
                $"containerd in {root} keeps no blob for layer {missing.Digest} of {reference}",
                "it discards blobs it has unpacked (discard_unpacked_layers): scan the image in its registry");
        }

        ImageReference? name = ImageReference.TryParse(reference, out ImageReference? parsed) ? parsed : null;
        return new ContentImage(store, image, new ImageIdentity
        {
            Name = reference,
            RepoTags = name?.Tag is null ? [] : [$"{name.FamiliarRepository}:{name.Tag}"],
            RepoDigests = name is null ? [] : [$"{name.FamiliarRepository}@{target.Digest}"],
        });
    }

    private static Descriptor? Find(string root, string reference, string? wanted)
    {
        string path = Path.Combine(root, "io.containerd.metadata.v1.bolt", "meta.db");
        try
        {
            return ContainerdImages.Find(path, reference, wanted);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SkepException(ErrorKind.NotFound, $"no containerd in {root}", inner: e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new SkepException(
                ErrorKind.Denied, $"cannot read {path}: {e.Message}", "containerd's store is readable by root only", e);
        }
    }
}
