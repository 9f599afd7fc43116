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
        string metadata = Path.Combine(root, "io.containerd.metadata.v1.bolt", "meta.db");
        Descriptor target = Find(root, metadata, reference, string.IsNullOrEmpty(wanted) ? null : wanted)
            ?? throw new SkepException(ErrorKind.NotFound, $"containerd in {root} has no image '{reference}'");
        var store = new OciDirectory(Path.Combine(root, "io.containerd.content.v1.content"), $"containerd in {root}");
        ResolvedImage image = await new ContentResolver(store, options.Platform).ResolveAsync(
            [target], cancellationToken);
        ImageIdentity identity = IdentityOf(reference, target);
        if (image.Manifest.Layers.All(layer => store.MayHold(layer.Digest)))
        {
            return new ContentImage(store, image, identity);
        }

        // Kubernetes nodes are often told to discard a blob once it is unpacked.
        IReadOnlyList<TreeLayer> trees = ContainerdSnapshots.Find(root, metadata, image.Configuration)
            ?? throw new SkepException(
                ErrorKind.NotFound,
                $"containerd in {root} keeps neither the blobs nor the snapshots of all layers of {reference}",
                "scan the image in its registry");
        return new TreeImage(image.Configuration, trees, identity with
        {
            ManifestDigest = image.Descriptor.Digest,
            ImageId = image.Manifest.Config?.Digest,
        });
    }

    private static ImageIdentity IdentityOf(string reference, Descriptor target)
    {
        bool isName = !Digest.TryParse(reference, out _) & ImageReference.TryParse(reference, out ImageReference? name);
        return new ImageIdentity
        {
            Name = reference,
            RepoTags = isName && name!.Tag is not null ? [$"{name.FamiliarRepository}:{name.Tag}"] : [],
            RepoDigests = isName ? [$"{name!.FamiliarRepository}@{target.Digest}"] : [],
        };
    }

    private static Descriptor? Find(string root, string path, string reference, string? wanted)
    {
        try
        {
            return BoltFile.Read(path, database => ContainerdImages.Find(database, reference, wanted));
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
