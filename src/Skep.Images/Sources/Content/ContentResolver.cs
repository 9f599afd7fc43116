using Skep.Core;

namespace Skep.Images.Sources.Content;

/// <summary>One image found in a store, its manifest and configuration verified.</summary>
internal sealed record ResolvedImage(
    Descriptor Descriptor, ImageManifest Manifest, ConfigurationDocument Configuration);

/// <summary>Finds the image for one platform below a manifest or an index.</summary>
internal sealed class ContentResolver(IBlobStore store, string? platform)
{
    // index.json, a multi-platform index, and one more for tools that wrap theirs.
    private const int MaxDepth = 4;

    // The largest official image is built for about 20 platforms, each with an attestation.
    private const int MaxDocuments = 256;

    private readonly ImagePlatform? _wanted = platform is null ? null : ImagePlatform.Parse(platform);

    private int _documents;

    /// <param name="roots">One descriptor, or several that differ only by platform.</param>
    public async ValueTask<ResolvedImage> ResolveAsync(
        IReadOnlyList<Descriptor> roots,
        CancellationToken cancellationToken)
    {
        var found = new List<Candidate>();
        foreach (Descriptor root in roots.DistinctBy(root => root.Digest))
        {
            await CollectAsync(root, found, 0, cancellationToken);
        }

        Candidate chosen = Choose(found);
        ImageManifest manifest = chosen.Manifest ?? await ReadManifestAsync(chosen.Descriptor, cancellationToken);
        ConfigurationDocument configuration = chosen.Configuration
            ?? await ReadConfigurationAsync(manifest, cancellationToken);
        CheckLayers(chosen.Descriptor, manifest, configuration);
        return new ResolvedImage(chosen.Descriptor, manifest, configuration);
    }

    private static void CheckLayers(Descriptor descriptor, ImageManifest manifest, ConfigurationDocument configuration)
    {
        if (manifest.Layers.Count != configuration.DiffIds.Count)
        {
            throw new SkepException(
                ErrorKind.Invalid,
                $"manifest {descriptor.Digest} has {manifest.Layers.Count} layers, "
                    + $"its configuration {configuration.DiffIds.Count}");
        }

        if (manifest.Layers.FirstOrDefault(layer => MediaTypes.IsEncryptedLayer(layer.MediaType)) is { } encrypted)
        {
            throw new SkepException(ErrorKind.Invalid, $"layer {encrypted.Digest} is encrypted: it cannot be scanned");
        }
    }

    private async ValueTask CollectAsync(
        Descriptor descriptor,
        List<Candidate> found,
        int depth,
        CancellationToken cancellationToken)
    {
        if (descriptor.IsAttestation)
        {
            return;
        }

        // A manifest for a known platform need not be read to be chosen or passed over.
        if (descriptor.Platform is not null && MediaTypes.IsManifest(descriptor.MediaType))
        {
            found.Add(new Candidate(descriptor, descriptor.Platform, null, null));
            return;
        }

        ImageManifest manifest = await ReadManifestAsync(descriptor, cancellationToken);
        if (!manifest.IsIndex)
        {
            ConfigurationDocument configuration = await ReadConfigurationAsync(manifest, cancellationToken);
            found.Add(new Candidate(descriptor, configuration.Platform, manifest, configuration));
            return;
        }

        if (depth == MaxDepth)
        {
            throw new SkepException(
                ErrorKind.Invalid, $"indexes are nested more than {MaxDepth} deep in {store.Title}");
        }

        foreach (Descriptor entry in manifest.Manifests)
        {
            // Beside images an index may list other artefacts, such as a signature without a platform.
            if (MediaTypes.IsManifest(entry.MediaType)
                || MediaTypes.IsIndex(entry.MediaType)
                || entry.MediaType.Length == 0)
            {
                await CollectAsync(entry, found, depth + 1, cancellationToken);
            }
        }
    }

    private Candidate Choose(List<Candidate> found)
    {
        if (found.Count == 0)
        {
            throw new SkepException(ErrorKind.NotFound, $"{store.Title} has an index that lists no image");
        }

        List<Candidate> held = [.. found.Where(candidate => store.MayHold(candidate.Descriptor.Digest))];
        if (_wanted is null)
        {
            return held.FirstOrDefault(candidate => candidate.Platform == ImagePlatform.Here)
                ?? held.FirstOrDefault(candidate => candidate.Platform.Serves(ImagePlatform.Here))
                ?? (held.Count == 1 ? held[0] : throw NoPlatform(ImagePlatform.Here, found));
        }

        return held.FirstOrDefault(candidate => candidate.Platform == _wanted)
            ?? held.FirstOrDefault(candidate => candidate.Platform.Serves(_wanted))
            ?? throw NoPlatform(_wanted, found);
    }

    private SkepException NoPlatform(ImagePlatform wanted, List<Candidate> found)
    {
        IEnumerable<string> there = found
            .Select(candidate => store.MayHold(candidate.Descriptor.Digest)
                ? candidate.Platform.ToString()
                : $"{candidate.Platform} (listed, but its content is not here)")
            .Distinct(StringComparer.Ordinal);
        return new SkepException(
            ErrorKind.NotFound,
            $"no image for {wanted} in {store.Title}; there is: {string.Join(", ", there)}",
            "choose one with --platform os/arch[/variant]");
    }

    private async ValueTask<ImageManifest> ReadManifestAsync(Descriptor descriptor, CancellationToken cancellationToken)
    {
        if (++_documents > MaxDocuments)
        {
            throw new SkepException(
                ErrorKind.Invalid, $"more than {MaxDocuments} manifests in one index of {store.Title}");
        }

        if (MediaTypes.IsSchema1(descriptor.MediaType))
        {
            throw new SkepException(
                ErrorKind.Invalid, $"manifest {descriptor.Digest} is of Docker schema 1, which cannot be verified");
        }

        byte[] bytes = await Documents.ReadManifestAsync(store, descriptor, cancellationToken);
        return ImageManifest.Parse(bytes, $"manifest {descriptor.Digest}");
    }

    private async ValueTask<ConfigurationDocument> ReadConfigurationAsync(
        ImageManifest manifest,
        CancellationToken cancellationToken)
    {
        Descriptor config = manifest.Config
            ?? throw new SkepException(ErrorKind.Invalid, "an index where a manifest is needed");
        byte[] bytes = await Documents.ReadConfigurationAsync(store, config, cancellationToken);
        return ConfigurationDocument.Parse(bytes, $"configuration {config.Digest}");
    }

    private sealed record Candidate(
        Descriptor Descriptor,
        ImagePlatform Platform,
        ImageManifest? Manifest,
        ConfigurationDocument? Configuration);
}
