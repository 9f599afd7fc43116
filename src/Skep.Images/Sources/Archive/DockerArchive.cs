using Skep.Core;
using Skep.Images.Sources.Content;

namespace Skep.Images.Sources.Archive;

/// <summary>One image as the <c>manifest.json</c> of a docker archive lists it.</summary>
/// <param name="Config">The configuration's file name, which holds its digest.</param>
/// <param name="Layers">The layers' file names, lowest first.</param>
internal sealed record DockerArchiveEntry(string Config, IReadOnlyList<string> RepoTags, IReadOnlyList<string> Layers)
{
    /// <summary>
    /// The digest the name states: <c>HEX.json</c>, <c>sha256:HEX</c>, <c>blobs/sha256/HEX</c>; null when it states
    /// none.
    /// </summary>
    public Digest? ConfigDigest
    {
        get
        {
            string name = Config[(Config.LastIndexOf('/') + 1)..];
            name = name.EndsWith(".json", StringComparison.Ordinal) ? name[..^5] : name;
            return Digest.TryParse(name, out Digest whole)
                ? whole
                : Digest.TryParse($"sha256:{name}", out Digest hex)
                ? hex
                : null;
        }
    }
}

/// <summary>
/// The layout <c>docker save</c> has written since 1.10: <c>manifest.json</c>, configurations and layers as files.
/// </summary>
/// <remarks>
/// Layers have no digest of their own here: whoever reads one verifies its diffID. Format: <see
/// href="https://github.com/moby/docker-image-spec/blob/v1.2.0/v1.2.md"/>.
/// </remarks>
internal static class DockerArchive
{
    public const string ManifestName = "manifest.json";

    private const int MinIdPrefix = 12;

    public static IReadOnlyList<DockerArchiveEntry> Read(ReadOnlyMemory<byte> manifest, string title) =>
    [
        .. JsonView.Parse(manifest, $"{ManifestName} of {title}").Items().Select(entry => new DockerArchiveEntry(
            entry.RequiredText("Config"),
            [.. entry.Items("RepoTags").Select(tag => tag.AsText("RepoTags"))],
            [.. entry.Items("Layers").Select(layer => layer.AsText("Layers"))])),
    ];

    public static DockerArchiveEntry Choose(IReadOnlyList<DockerArchiveEntry> entries, string? selector, string title)
    {
        IEnumerable<string> names = entries.Select(
            entry => entry.RepoTags.Count > 0 ? entry.RepoTags[0] : entry.Config);
        if (selector is null)
        {
            return entries.Count switch
            {
                0 => throw new SkepException(ErrorKind.NotFound, $"{title} lists no image"),
                1 => entries[0],
                _ => throw ImageChoice.Several(title, names),
            };
        }

        return entries.FirstOrDefault(
            entry => entry.RepoTags.Any(tag => tag == selector || ImageChoice.IsSame(tag, selector)))
            ?? entries.FirstOrDefault(entry => HasId(entry, selector))
            ?? throw new SkepException(
                ErrorKind.NotFound, $"{title} holds no image '{selector}'; it holds: {ImageChoice.Join(names)}");
    }

    public static async ValueTask<IImage> OpenAsync(
        ArchiveFile file,
        DockerArchiveEntry entry,
        ImageIdentity identity,
        ImageSourceOptions options,
        CancellationToken cancellationToken)
    {
        byte[] bytes = await file.TryReadAsync(LayerPath.Parse(entry.Config), Documents.MaxSize, cancellationToken)
            ?? throw Missing(file, entry.Config, "configuration");
        Digest id = entry.ConfigDigest ?? Documents.DigestOf(bytes);
        Documents.Verify(bytes, new Descriptor(MediaTypes.DockerConfig, id, -1), $"configuration in {file.Title}");
        ConfigurationDocument configuration = ConfigurationDocument.Parse(bytes, $"configuration {id}");
        List<Problem> problems = [];
        if (configuration.DiffIds.Count != entry.Layers.Count)
        {
            // Somebody took layers out. They can still be looked at, but none is known to be what the configuration
            // names.
            problems.Add(new Problem(
                string.Empty,
                $"{ManifestName} lists {entry.Layers.Count} layers, configuration {id} {configuration.DiffIds.Count}: "
                    + "none can be verified"));
            configuration = configuration.WithoutLayers();
        }

        CheckPlatform(configuration.Platform, options, file.Title);
        if (entry.Layers.FirstOrDefault(layer => !file.Holds(LayerPath.Parse(layer))) is { } missing)
        {
            throw Missing(file, missing, "layer");
        }

        identity = identity with { ImageId = id, RepoTags = entry.RepoTags };
        return new DockerArchiveImage(file, entry, configuration, identity) { Problems = problems };
    }

    private static void CheckPlatform(ImagePlatform platform, ImageSourceOptions options, string title)
    {
        if (options.Platform is not null && !platform.Serves(ImagePlatform.Parse(options.Platform)))
        {
            throw new SkepException(
                ErrorKind.NotFound, $"no image for {options.Platform} in {title}; there is: {platform}");
        }
    }

    private static bool HasId(DockerArchiveEntry entry, string selector)
    {
        string hex = selector.StartsWith("sha256:", StringComparison.Ordinal) ? selector[7..] : selector;
        return hex.Length >= MinIdPrefix
            && entry.ConfigDigest is { } id
            && id.Hex.StartsWith(hex, StringComparison.Ordinal);
    }

    private static SkepException Missing(ArchiveFile file, string name, string what) =>
        new(
            ErrorKind.Invalid,
            $"{file.Title} lacks the {what} '{name}' that its {ManifestName} names",
            "make the archive again");

    private sealed class DockerArchiveImage : IImage
    {
        private readonly ArchiveFile _file;
        private readonly LayerPath[] _paths;

        public DockerArchiveImage(
            ArchiveFile file,
            DockerArchiveEntry entry,
            ConfigurationDocument configuration,
            ImageIdentity identity)
        {
            _file = file;
            Configuration = configuration.Container;
            _paths = [.. entry.Layers.Select(LayerPath.Parse)];
            Identity = identity with
            {
                Platform = configuration.Platform.ToString(),
                Created = configuration.Created,
                Labels = configuration.Labels,
            };
            Layers =
            [
                .. _paths.Select((path, index) => new ImageLayer(index)
                {
                    DiffId = configuration.DiffIds.Count > index ? configuration.DiffIds[index] : null,
                    Size = file.SizeOf(path),
                    Instruction = configuration.Instructions.ElementAtOrDefault(index) ?? string.Empty,
                }),
            ];
        }

        public ImageIdentity Identity { get; }

        public ImageConfiguration? Configuration { get; }

        public IReadOnlyList<Problem> Problems { get; init; } = [];

        public IReadOnlyList<ImageLayer> Layers { get; }

        public ValueTask<LayerContent> OpenLayerAsync(ImageLayer layer, CancellationToken cancellationToken) =>
            ValueTask.FromResult<LayerContent>(new LayerContent.Blob(_file.TryOpen(_paths[layer.Index])!));

        public ValueTask DisposeAsync()
        {
            _file.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
