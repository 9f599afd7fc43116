namespace Skep.Core;

/// <summary>The result of one scan: what was there, what was found, and how much could be judged.</summary>
public sealed record ScanReport
{
    public required string SkepVersion { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required ImageInventory Inventory { get; init; }

    /// <summary>Most severe first.</summary>
    public IReadOnlyList<VulnerabilityFinding> Vulnerabilities { get; init; } = [];

    /// <summary>Findings that an ignore rule or a VEX statement set aside, with the reason.</summary>
    public IReadOnlyList<SuppressedFinding> Suppressed { get; init; } = [];

    public required Coverage Coverage { get; init; }
}

/// <summary>What the scan could and could not judge. Nothing left out here may be taken for clean.</summary>
public sealed record Coverage
{
    public long Files { get; init; }

    public long Bytes { get; init; }

    /// <summary>Packages by ecosystem id, removed ones not counted.</summary>
    public IReadOnlyDictionary<string, int> Packages { get; init; } = new Dictionary<string, int>();

    /// <summary>Programs (ELF) that no package manager owns and nothing recognised.</summary>
    public int UnknownBinaries { get; init; }

    /// <summary>The paths of the first of them.</summary>
    public IReadOnlyList<string> UnknownBinaryPaths { get; init; } = [];

    /// <summary>The feeds that were asked, with their dates.</summary>
    public IReadOnlyList<FeedCoverage> Feeds { get; init; } = [];

    /// <summary>The built-in starter set was all there was to match against.</summary>
    public bool StarterSetOnly { get; init; }

    /// <summary>The end of life of the distribution release, where it is known.</summary>
    public DateOnly? EndOfLife { get; init; }

    /// <summary>Whether that day had passed when the scan ran.</summary>
    public bool IsEndOfLife { get; init; }

    /// <summary>
    /// What keeps the scan from being complete; any entry makes the result "could not judge" under a gate.
    /// </summary>
    public IReadOnlyList<CoverageGap> Gaps { get; init; } = [];
}

/// <summary>An advisory feed that was asked.</summary>
/// <param name="Id">Path-like: <c>alpine/secdb</c>, <c>osv/npm</c>.</param>
/// <param name="Newest">The newest change in the feed's content.</param>
/// <param name="Imported">When it was read into the database.</param>
public sealed record FeedCoverage(
    string Id, string Title, DateTimeOffset? Newest, DateTimeOffset? Imported, bool IsStale);

/// <summary>One thing that could not be judged, and what to do about it.</summary>
/// <param name="Code">Stable and path-like: <c>advisories/missing</c>, <c>distribution/end-of-life</c>,
/// <c>image/unreadable</c>.</param>
/// <param name="Message">One sentence for a reader.</param>
/// <param name="Hint">The command or setting that closes the gap; null where there is none.</param>
public sealed record CoverageGap(string Code, string Message, string? Hint = null)
{
    /// <summary>
    /// The image or a layer is not what its digest says, or could not be read to its end. Never a pass, gate or no
    /// gate.
    /// </summary>
    public const string ImageDamaged = "image/damaged";

    /// <summary>Single files could not be read.</summary>
    public const string FilesUnreadable = "image/unreadable";

    /// <summary>Only the built-in starter set was there to match against.</summary>
    public const string StarterSetOnly = "advisories/starter-only";

    /// <summary>Feeds that decide are older than they may be.</summary>
    public const string FeedsStale = "advisories/stale";

    /// <summary>The distribution release gets no advisories any more.</summary>
    public const string EndOfLife = "distribution/end-of-life";
}
