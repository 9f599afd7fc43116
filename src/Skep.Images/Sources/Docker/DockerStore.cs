using System.Text;
using Skep.Core;
using Skep.Images.Sources.Content;

namespace Skep.Images.Sources.Docker;

/// <summary>
/// Docker's own directories, read beside the daemon: configurations and unpacked layers of the overlay2 driver.
/// </summary>
/// <remarks>
/// <c>image/overlay2/imagedb/content/sha256/ID</c> is the configuration;
/// <c>image/overlay2/layerdb/sha256/CHAIN/cache-id</c> names the directory <c>overlay2/CACHE-ID/diff</c>, where CHAIN
/// is one of <see cref="ConfigurationDocument.ChainIds"/>.
/// </remarks>
internal sealed class DockerStore(string root)
{
    public const string DefaultRoot = "/var/lib/docker";

    private static readonly ByteSize _maxRepositories = ByteSize.Mebibytes(32);
    private static readonly ByteSize _maxField = ByteSize.Kibibytes(1);

    private string Metadata => Path.Combine(root, "image", "overlay2");

    /// <summary>The image of that name in <c>repositories.json</c>; null when there is none, or no such file.</summary>
    public async ValueTask<Digest?> FindAsync(string reference, CancellationToken cancellationToken)
    {
        string path = Path.Combine(Metadata, "repositories.json");
        if (await LocalFiles.TryReadAsync(path, _maxRepositories, cancellationToken) is not { } bytes
            || JsonView.Parse(bytes, path).Find("Repositories") is not { } repositories)
        {
            return null;
        }

        var tags = repositories.Fields().SelectMany(repository => repository.Value.Fields());
        foreach ((string name, JsonView id) in tags)
        {
            if (name == reference || ImageChoice.IsSame(name, reference))
            {
                return id.AsDigest(id.AsText(name));
            }
        }

        return null;
    }

    /// <summary>
    /// The image with its layers as directories; null when they are not readable here, or another driver keeps them.
    /// </summary>
    public async ValueTask<TreeImage?> TryOpenAsync(
        Digest id,
        ImageIdentity identity,
        CancellationToken cancellationToken)
    {
        string path = Path.Combine(Metadata, "imagedb", "content", id.Algorithm, id.Hex);
        byte[]? bytes;
        try
        {
            bytes = await LocalFiles.TryReadAsync(path, Documents.MaxSize, cancellationToken);
        }
        catch (SkepException e) when (e.Kind == ErrorKind.Denied)
        {
            return null;
        }

        if (bytes is null)
        {
            return null;
        }

        Documents.Verify(bytes, new Descriptor(string.Empty, id, -1), $"configuration {path}");
        ConfigurationDocument configuration = ConfigurationDocument.Parse(bytes, $"configuration {id}");
        var trees = new List<TreeLayer>();
        foreach (Digest chain in configuration.ChainIds)
        {
            if (await TreeOfAsync(chain, cancellationToken) is not { } tree)
            {
                return null;
            }

            trees.Add(tree);
        }

        return new TreeImage(configuration, trees, identity with { ImageId = id });
    }

    private async ValueTask<TreeLayer?> TreeOfAsync(Digest chain, CancellationToken cancellationToken)
    {
        string record = Path.Combine(Metadata, "layerdb", chain.Algorithm, chain.Hex);
        string? cacheId = await FieldAsync(Path.Combine(record, "cache-id"), cancellationToken);
        if (string.IsNullOrEmpty(cacheId)
            || cacheId.AsSpan().ContainsAnyExcept("0123456789abcdefghijklmnopqrstuvwxyz-"))
        {
            return null;
        }

        string directory = Path.Combine(root, "overlay2", cacheId, "diff");
        string? size = await FieldAsync(Path.Combine(record, "size"), cancellationToken);
        return TreeImage.IsReadable(directory)
            ? new TreeLayer(directory, long.TryParse(size, out long bytes) ? bytes : null)
            : null;
    }

    private static async ValueTask<string?> FieldAsync(string path, CancellationToken cancellationToken) =>
        await LocalFiles.TryReadAsync(path, _maxField, cancellationToken) is { } bytes
            ? Encoding.ASCII.GetString(bytes).Trim()
            : null;
}
