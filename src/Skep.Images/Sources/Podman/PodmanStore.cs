using System.Text;
using Skep.Core;
using Skep.Images.Sources.Content;

namespace Skep.Images.Sources.Podman;

/// <summary>One containers/storage directory with the overlay driver.</summary>
/// <remarks>
/// <c>overlay-images/images.json</c> lists the images, <c>overlay-layers/layers.json</c> the layers with their
/// parents, and <c>overlay/LAYER/diff</c> holds a layer unpacked. Format: <see
/// href="https://github.com/containers/storage/tree/v1.45.0/docs"/>.
/// </remarks>
internal sealed class PodmanStore(string root)
{
    private const int MaxLayers = 1024;
    private const int MinIdPrefix = 12;

    private static readonly ByteSize _maxList = ByteSize.Mebibytes(64);

    /// <summary>The image; null when this storage does not have it.</summary>
    public async ValueTask<TreeImage?> TryOpenAsync(string reference, CancellationToken cancellationToken)
    {
        string list = Path.Combine(root, "overlay-images", "images.json");
        if (await LocalFiles.TryReadAsync(list, _maxList, cancellationToken) is not { } bytes)
        {
            return null;
        }

        foreach (JsonView image in JsonView.Parse(bytes, list).Items())
        {
            string[] names = [.. image.Items("names").Select(name => name.AsText("names"))];
            Digest id = image.AsDigest($"sha256:{image.RequiredText("id")}");
            if (names.Any(name => name == reference || ImageChoice.IsSame(name, reference)) || IsId(id, reference))
            {
                return await OpenAsync(id, image, names, reference, cancellationToken);
            }
        }

        return null;
    }

    private static bool IsId(Digest id, string reference) =>
        reference == id.ToString()
        || (reference.Length >= MinIdPrefix && id.Hex.StartsWith(reference, StringComparison.Ordinal));

    private async ValueTask<TreeImage> OpenAsync(
        Digest id,
        JsonView image,
        string[] names,
        string reference,
        CancellationToken cancellationToken)
    {
        // Keys that are no plain file names are stored in base64 behind a '='.
        string key = "=" + Convert.ToBase64String(Encoding.ASCII.GetBytes(id.ToString()));
        string path = Path.Combine(root, "overlay-images", id.Hex, key);
        byte[] bytes = await LocalFiles.TryReadAsync(path, Documents.MaxSize, cancellationToken)
            ?? throw new SkepException(
                ErrorKind.Invalid, $"{root} lacks the configuration of image {id}", "podman system check");
        Documents.Verify(bytes, new Descriptor(string.Empty, id, -1), $"configuration in {root}");
        ConfigurationDocument configuration = ConfigurationDocument.Parse(bytes, $"configuration {id}");
        IReadOnlyList<TreeLayer> trees = await TreesAsync(image.Text("layer"), configuration, cancellationToken);
        return new TreeImage(configuration, trees, new ImageIdentity
        {
            Name = reference,
            ImageId = id,
            ManifestDigest = Digest.TryParse(image.Text("digest"), out Digest manifest) ? manifest : null,
            RepoTags = [.. names.Where(name => !name.Contains('@', StringComparison.Ordinal)).Select(Familiar)],
            RepoDigests = [.. names.Where(name => name.Contains('@', StringComparison.Ordinal)).Select(Familiar)],
        });
    }

    private static string Familiar(string name) =>
        ImageReference.TryParse(name, out ImageReference? reference) ? reference.Familiar : name;

    // From the top layer down its parents; the list is turned, for images count from below.
    private async ValueTask<IReadOnlyList<TreeLayer>> TreesAsync(
        string? top,
        ConfigurationDocument configuration,
        CancellationToken cancellationToken)
    {
        string list = Path.Combine(root, "overlay-layers", "layers.json");
        byte[] bytes = await LocalFiles.TryReadAsync(list, _maxList, cancellationToken) ?? "[]"u8.ToArray();
        Dictionary<string, JsonView> layers = JsonView.Parse(bytes, list).Items()
            .GroupBy(layer => layer.RequiredText("id"), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var trees = new List<TreeLayer>();
        var diffIds = new List<string?>();
        for (string? at = top; !string.IsNullOrEmpty(at); at = layers[at].Text("parent"))
        {
            if (trees.Count == MaxLayers || !layers.TryGetValue(at, out JsonView layer)
                || at.AsSpan().ContainsAnyExcept("0123456789abcdef"))
            {
                throw new SkepException(
                    ErrorKind.Invalid, $"{list} has no whole chain of layers for this image", "podman system check");
            }

            trees.Add(new TreeLayer(Path.Combine(root, "overlay", at, "diff"), layer.Number("diff-size")));
            diffIds.Add(layer.Text("diff-digest"));
        }

        trees.Reverse();
        diffIds.Reverse();
        Check(configuration, trees, diffIds);
        return trees;
    }

    private void Check(ConfigurationDocument configuration, List<TreeLayer> trees, List<string?> diffIds)
    {
        if (!diffIds.SequenceEqual(configuration.DiffIds.Select(id => (string?)id.ToString())))
        {
            throw new SkepException(
                ErrorKind.Invalid, $"the layers in {root} are not those that the image's configuration names");
        }

        if (trees.FirstOrDefault(tree => !TreeImage.IsReadable(tree.Directory)) is { } closed)
        {
            throw new SkepException(
                ErrorKind.Denied, $"cannot read {closed.Directory}", "run as the user that owns the storage");
        }
    }
}
