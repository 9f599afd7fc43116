using Skep.Core;

namespace Skep.Images.Walk;

/// <summary>What one walk over a layer is to check, and how far it may go.</summary>
public sealed record LayerWalkOptions
{
    /// <summary>What the stored blob must hash to; null when the source names no digest.</summary>
    public Digest? ExpectedBlobDigest { get; init; }

    /// <summary>
    /// What the uncompressed tar must hash to; null leaves it unchecked. Checking a compressed layer costs a SHA-256
    /// of the tar.
    /// </summary>
    public Digest? ExpectedDiffId { get; init; }

    /// <summary>
    /// Go on when a digest is not the expected one: the mismatch is then a <see cref="Problem"/>, and the inventory
    /// is not complete. For looking into images that are known to be damaged.
    /// </summary>
    public bool AllowMismatch { get; init; }

    /// <summary>
    /// Hash the stored blob also when nothing is expected. Without it, and for plain tars only, unwanted content is
    /// not even read.
    /// </summary>
    public bool ComputeBlobDigest { get; init; } = true;

    /// <summary>Hash the uncompressed tar also when nothing is expected.</summary>
    public bool ComputeDiffId { get; init; }

    /// <summary>
    /// Makes this a targeted pass: only these files are inspected, each under the given further paths, by the
    /// inspectors that want those paths. For hard links.
    /// </summary>
    public IReadOnlyDictionary<LayerPath, IReadOnlyList<LayerPath>>? Also { get; init; }

    /// <summary>
    /// Makes this a targeted pass: only what lies at these targets is inspected, under the path through the link, by
    /// the inspectors that want that path and not the file's own.
    /// </summary>
    public IReadOnlyList<LinkedPath> AlsoLinked { get; init; } = [];

    internal bool IsTargeted => Also is not null || AlsoLinked.Count > 0;

    /// <summary>
    /// Decode on one core and walk on another. Worth it when fewer layers than cores are left to walk.
    /// </summary>
    public bool UseTwoCores { get; init; }

    public WalkLimits Limits { get; init; } = new();

    /// <summary>The memory for large files that all walks of a scan share.</summary>
    public ContentBudget Budget { get; init; } = ContentBudget.Shared;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>A path of the image that symbolic links lead elsewhere.</summary>
/// <param name="Link">The path, some part of which is a link.</param>
/// <param name="Target">Where it leads: a file, or a directory with all that is in it.</param>
public sealed record LinkedPath(LayerPath Link, LayerPath Target)
{
    /// <summary>The path of a file at or below <see cref="Target"/> through the link; null for other files.</summary>
    public LayerPath? NameOf(LayerPath file) => Move(file.ToString(), Target, Link) is { } name
        ? LayerPath.Parse(name)
        : null;

    /// <summary>Where a file really lies that was found through the link; null for other locations.</summary>
    public string? RealOf(string location) => Move(location, Link, Target);

    private static string? Move(string path, LayerPath from, LayerPath to)
    {
        string prefix = from.ToString();
        return !path.StartsWith(prefix, StringComparison.Ordinal) ? null
            : path.Length == prefix.Length || path[prefix.Length] is '/' or '!' ? to + path[prefix.Length..]
            : null;
    }
}

/// <summary>
/// Where a walk stops. What a limit kept from being seen is a <see cref="Problem"/> in the inventory.
/// </summary>
/// <remarks>
/// A deflate stream may legally hold 1032 bytes a byte, so no ratio tells a bomb from a layer of zeros; totals and
/// time do.
/// </remarks>
public sealed record WalkLimits
{
    /// <summary>Bytes of the uncompressed tar. Default 64 GiB: the largest published images are below 40.</summary>
    public ByteSize TotalBytes { get; init; } = ByteSize.Mebibytes(64 * 1024);

    /// <summary>
    /// Entries of the tar or the directory tree. Default 5 million, which keeps the inventory below 100 MiB.
    /// </summary>
    public long Entries { get; init; } = 5_000_000;

    /// <summary>Characters of one entry's name. Default 4096, the longest path Linux takes.</summary>
    public int PathLength { get; init; } = 4096;

    /// <summary>
    /// Bytes of one extended header or sparse map. Default 1 MiB, as in Go's reader, which is what engines use.
    /// </summary>
    public int HeaderBytes { get; init; } = 1024 * 1024;

    /// <summary>How long one layer may take. Default 30 minutes.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long one inspector may look into one file. Default 60 s.</summary>
    public TimeSpan InspectionDuration { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Packages of one layer. Default 250,000: a damaged file must not fill the memory with findings.
    /// </summary>
    public int Packages { get; init; } = 250_000;

    /// <summary>
    /// Sightings of one layer, and as many traits. Default 20,000: what has more than that is a list of them.
    /// </summary>
    public int Sightings { get; init; } = 20_000;

    /// <summary>Files with unusual permissions kept of one layer; the rest is counted. Default 20,000.</summary>
    public int SpecialFiles { get; init; } = 20_000;

    /// <summary>Problems kept of one layer; the rest is counted. Default 1,000.</summary>
    public int Problems { get; init; } = 1_000;

    /// <summary>Characters of all links' paths and targets. Default 32 million.</summary>
    public int LinkText { get; init; } = 32 * 1024 * 1024;

    /// <summary>
    /// Characters of the paths of all files that were looked into, and of the directories above them, with 64 more for
    /// each. Default 64 million: some 200,000 modules of a language, or 800,000 files with the shortest names.
    /// </summary>
    public int PathText { get; init; } = 64 * 1024 * 1024;
}
