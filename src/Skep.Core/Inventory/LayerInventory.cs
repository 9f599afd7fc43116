namespace Skep.Core;

/// <summary>
/// Everything one layer holds, seen once and kept: what inspectors found, and what the layer hides of those below.
/// </summary>
/// <remarks>
/// Context-free: it depends only on the layer's bytes and on which inspectors ran, so it is cached under the layer's
/// verified digest and shared by every image that has the layer.
/// </remarks>
public sealed record LayerInventory
{
    public IReadOnlyList<Package> Packages { get; init; } = [];

    public IReadOnlyList<Distribution> Distributions { get; init; } = [];

    public IReadOnlyList<OwnedPaths> Owned { get; init; } = [];

    public IReadOnlyList<DeclaredLicenses> Licenses { get; init; } = [];

    /// <summary>Secrets, malware and the like: findings whatever image the layer is in.</summary>
    public IReadOnlyList<Sighting> Sightings { get; init; } = [];

    public IReadOnlyList<Trait> Traits { get; init; } = [];

    public IReadOnlyList<FileDigests> Digests { get; init; } = [];

    public IReadOnlyList<ClaimedDigests> Claims { get; init; } = [];

    /// <summary>Files and directories with unusual permissions, each where the layer has it last.</summary>
    public IReadOnlyList<SpecialFile> SpecialFiles { get; init; } = [];

    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>Paths of lower layers that this layer deletes (<c>.wh.name</c>).</summary>
    public IReadOnlyList<LayerPath> Whiteouts { get; init; } = [];

    /// <summary>Directories whose content in lower layers is hidden (<c>.wh..wh..opq</c>).</summary>
    public IReadOnlyList<LayerPath> OpaqueDirectories { get; init; } = [];

    public IReadOnlyList<LayerLink> Links { get; init; } = [];

    /// <summary>ELF files with an execute bit, each under the first of its names.</summary>
    public IReadOnlyList<LayerPath> Executables { get; init; } = [];

    /// <summary>Hashes (<see cref="PathHash"/>) of every entry that is not a directory, sorted.</summary>
    public ulong[] Files { get; init; } = [];

    /// <summary>Hashes (<see cref="PathHash"/>) of every directory entry, sorted.</summary>
    public ulong[] Directories { get; init; } = [];

    /// <summary>
    /// Hashes (<see cref="PathHash"/>) of every directory with an entry somewhere below it that is no directory,
    /// sorted;
    /// it need not have an entry of its own.
    /// </summary>
    public ulong[] Inhabited { get; init; } = [];

    public LayerStatistics Statistics { get; init; } = new();

    /// <summary>This inventory with what a second, targeted look at the same layer found.</summary>
    public LayerInventory WithFindingsOf(LayerInventory targeted) => this with
    {
        Packages = [.. Packages, .. targeted.Packages],
        Distributions = [.. Distributions, .. targeted.Distributions],
        Owned = [.. Owned, .. targeted.Owned],
        Licenses = [.. Licenses, .. targeted.Licenses],
        Sightings = [.. Sightings, .. targeted.Sightings],
        Traits = [.. Traits, .. targeted.Traits],
        Digests = [.. Digests, .. targeted.Digests],
        Claims = [.. Claims, .. targeted.Claims],
        Problems = [.. Problems, .. targeted.Problems],
        Statistics = Statistics with { Inspected = Statistics.Inspected + targeted.Statistics.Inspected },
    };
}

/// <summary>A link in a layer.</summary>
/// <param name="Path">Where the link is.</param>
/// <param name="Target">A symbolic link's text as written; a hard link's path from the root.</param>
/// <param name="IsHard">Whether it is a second name for a file of the same layer.</param>
public sealed record LayerLink(LayerPath Path, string Target, bool IsHard);

/// <summary>The files of one package, as hashes: enough to answer "is this file owned, and by whom".</summary>
/// <param name="Hashes"><see cref="PathHash"/> of each file, sorted.</param>
/// <param name="Location">The file that says so, with which this knowledge comes and goes.</param>
public sealed record OwnedPaths(EcosystemId Ecosystem, string Package, ulong[] Hashes, string Location);

/// <summary>How much a layer held.</summary>
public sealed record LayerStatistics
{
    public long Entries { get; init; }

    /// <summary>Regular files.</summary>
    public long Files { get; init; }

    /// <summary>Bytes of the uncompressed tar.</summary>
    public long Bytes { get; init; }

    /// <summary>Files that at least one inspector looked into.</summary>
    public long Inspected { get; init; }

    /// <summary>Executable ELF, PE or Mach-O files.</summary>
    public long Executables { get; init; }
}
