using Skep.Core;

namespace Skep.Images.Sources.Content;

/// <summary>A manifest of one image, or an index of several.</summary>
/// <remarks>
/// Formats: <see href="https://github.com/opencontainers/image-spec/blob/v1.1.0/manifest.md"/>, its
/// <c>image-index.md</c>, and <see href="https://distribution.github.io/distribution/spec/manifest-v2-2/"/>.
/// </remarks>
internal sealed record ImageManifest
{
    // overlay2 cannot mount more than 128 layers; what exceeds this by far was not made to run.
    private const int MaxLayers = 1024;

    private const int MaxIndexEntries = 4096;

    /// <summary>Null in an index.</summary>
    public Descriptor? Config { get; private init; }

    public IReadOnlyList<Descriptor> Layers { get; private init; } = [];

    public IReadOnlyDictionary<string, string> Annotations { get; private init; } = new Dictionary<string, string>();

    /// <summary>The entries of an index; empty in a manifest.</summary>
    public IReadOnlyList<Descriptor> Manifests { get; private init; } = [];

    public bool IsIndex { get; private init; }

    public static ImageManifest Parse(ReadOnlyMemory<byte> bytes, string document)
    {
        JsonView root = JsonView.Parse(bytes, document);
        string? type = root.Text("mediaType");
        if (MediaTypes.IsSchema1(type) || root.Number("schemaVersion") == 1)
        {
            throw new SkepException(
                ErrorKind.Invalid,
                $"{document} is a Docker schema 1 manifest, which names no verifiable configuration",
                "pull and push the image with a current Docker, which writes schema 2");
        }

        // A document that is both could be read as an image by one tool and as an index by another.
        bool isIndex = root.Find("manifests") is not null;
        if (isIndex && (root.Find("layers") is not null || root.Find("config") is not null))
        {
            throw root.Wrong("is a manifest and an index at once");
        }

        if ((isIndex && MediaTypes.IsManifest(type))
            || (!isIndex && MediaTypes.IsIndex(type) && root.Find("layers") is not null))
        {
            throw root.Wrong($"does not hold what its media type says: {type}");
        }

        return isIndex || MediaTypes.IsIndex(type) ? ReadIndex(root) : ReadManifest(root);
    }

    private static ImageManifest ReadIndex(JsonView root)
    {
        IReadOnlyList<JsonView> manifests = root.Items("manifests");
        return manifests.Count > MaxIndexEntries
            ? throw root.Wrong($"lists {manifests.Count} manifests, more than {MaxIndexEntries}")
            : new ImageManifest { IsIndex = true, Manifests = [.. manifests.Select(Descriptor.Read)] };
    }

    private static ImageManifest ReadManifest(JsonView root)
    {
        Descriptor config = root.Find("config") is { } view
            ? Descriptor.Read(view)
            : throw root.Wrong("has no configuration");
        if (!MediaTypes.IsImageConfig(config.MediaType))
        {
            throw new SkepException(
                ErrorKind.Invalid,
                $"{root.Document} is not a container image but holds {config.MediaType}",
                "Skep scans images; Helm charts and other artefacts are not images");
        }

        IReadOnlyList<JsonView> layers = root.Items("layers");
        return layers.Count > MaxLayers
            ? throw root.Wrong($"has {layers.Count} layers, more than {MaxLayers}")
            : new ImageManifest
            {
                Config = config,
                Layers = [.. layers.Select(Descriptor.Read)],
                Annotations = root.Map("annotations"),
            };
    }
}
