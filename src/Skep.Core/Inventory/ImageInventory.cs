namespace Skep.Core;

/// <summary>An image as its overlay would show it: the layers' inventories put on top of each other.</summary>
public sealed record ImageInventory
{
    public required ImageIdentity Image { get; init; }

    public IReadOnlyList<LayerSummary> Layers { get; init; } = [];

    /// <summary>Null when no file says what the operating system is.</summary>
    public Distribution? Distribution { get; init; }

    public IReadOnlyList<ImagePackage> Packages { get; init; } = [];

    /// <summary>Programs that no package manager owns and nothing recognised, sorted.</summary>
    public IReadOnlyList<LayerPath> UnknownBinaries { get; init; } = [];

    /// <summary>Null for a root filesystem or an SBOM, which have none.</summary>
    public ImageConfiguration? Configuration { get; init; }

    /// <summary>Null when no base is known, which is not the same as having none.</summary>
    public BaseImage? Base { get; init; }

    /// <summary>What inspectors saw that is a finding, also in what was removed.</summary>
    public IReadOnlyList<Placed<Sighting>> Sightings { get; init; } = [];

    public IReadOnlyList<Placed<Trait>> Traits { get; init; } = [];

    /// <summary>Files and directories with unusual permissions that a container sees.</summary>
    public IReadOnlyList<Placed<SpecialFile>> SpecialFiles { get; init; } = [];

    /// <summary>The programs that a container sees, with their hashes.</summary>
    public IReadOnlyList<Placed<FileDigests>> Programs { get; init; } = [];

    /// <summary>What visible package databases say their programs hash to.</summary>
    public IReadOnlyList<ClaimedDigests> Claims { get; init; } = [];

    /// <summary>ELF files with an execute bit that a container sees.</summary>
    public IReadOnlyList<Placed<LayerPath>> Executables { get; init; } = [];

    public IReadOnlyList<Problem> Problems { get; init; } = [];
}

/// <summary>Which image was looked at.</summary>
public sealed record ImageIdentity
{
    /// <summary>As the user typed it.</summary>
    public required string Name { get; init; }

    /// <summary><c>image</c>, <c>rootfs</c> or <c>sbom</c>.</summary>
    public string Kind { get; init; } = "image";

    /// <summary>The digest of the manifest, where there is one.</summary>
    public Digest? ManifestDigest { get; init; }

    /// <summary>The digest of the configuration: what <c>docker images</c> calls the image id.</summary>
    public Digest? ImageId { get; init; }

    /// <summary><c>linux/arm64/v8</c>; empty when unknown.</summary>
    public string Platform { get; init; } = string.Empty;

    public IReadOnlyList<string> RepoTags { get; init; } = [];

    public IReadOnlyList<string> RepoDigests { get; init; } = [];

    public DateTimeOffset? Created { get; init; }

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}

/// <summary>One layer of an image and the instruction that made it.</summary>
public sealed record LayerSummary
{
    /// <summary>0 is the lowest layer.</summary>
    public required int Index { get; init; }

    /// <summary>The digest of the blob as stored or sent; null in archives that name none.</summary>
    public Digest? Digest { get; init; }

    /// <summary>The digest of the uncompressed tar, as the configuration claims or the walk verified.</summary>
    public Digest? DiffId { get; init; }

    /// <summary>The build instruction from the image's history; empty when the history does not say.</summary>
    public string Instruction { get; init; } = string.Empty;

    public LayerStatistics Statistics { get; init; } = new();
}

/// <summary>A package where the image shows it.</summary>
public sealed record ImagePackage(Package Package)
{
    /// <summary>The layer that brought this version; null for a root filesystem or an SBOM.</summary>
    public int? LayerIndex { get; init; }

    /// <summary>A later layer deleted or replaced it, but its files are still shipped.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>
    /// The OS package that owns the file it was found in, as <c>ecosystem:name</c>: that one's feed judges it.
    /// </summary>
    public string? OwnedBy { get; init; }

    public string Purl { get; init; } = string.Empty;
}
