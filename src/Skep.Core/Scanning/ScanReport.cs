namespace Skep.Core;

/// <summary>The result of one scan: what was there, what was found, and how much could be judged.</summary>
public sealed record ScanReport
{
    public required string SkepVersion { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required ImageInventory Inventory { get; init; }

    /// <summary>Most severe first.</summary>
    public IReadOnlyList<VulnerabilityFinding> Vulnerabilities { get; init; } = [];

    /// <summary>Secrets, malware, configuration and licences; most severe first.</summary>
    public IReadOnlyList<RuleFinding> Findings { get; init; } = [];

    /// <summary>Findings that an ignore rule or a VEX statement set aside, with the reason.</summary>
    public IReadOnlyList<SuppressedFinding> Suppressed { get; init; } = [];

    public required Coverage Coverage { get; init; }

    /// <summary>What a policy made of it; null when none was asked.</summary>
    public PolicyOutcome? Policy { get; init; }

    /// <summary>Every finding, of whichever kind.</summary>
    public IEnumerable<Finding> AllFindings => Vulnerabilities.Concat<Finding>(Findings);
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

    /// <summary>What was looked for.</summary>
    public IReadOnlyList<Scanner> Scanners { get; init; } = [Scanner.Vuln];

    /// <summary>The malware engines, those that did not run as well.</summary>
    public IReadOnlyList<EngineCoverage> Engines { get; init; } = [];

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

/// <summary>What came of a malware engine.</summary>
public enum EngineState
{
    /// <summary>It saw everything it was to see, in this scan or when a layer was looked at before.</summary>
    Ran,

    /// <summary>It is not set up.</summary>
    Absent,

    /// <summary>It was asked and failed, for all or for some files.</summary>
    Failed,
}

/// <summary>A malware engine, and whether it did its work.</summary>
/// <param name="Id"><c>skep</c>, <c>clamav</c>, <c>yara</c>, <c>hashes</c>.</param>
/// <param name="Title">With its version: <c>ClamAV 1.4.6</c>.</param>
public sealed record EngineCoverage(string Id, string Title, EngineState State)
{
    /// <summary>The date of its signatures.</summary>
    public DateTimeOffset? SignaturesOf { get; init; }

    /// <summary>How many signatures, rules or hashes it has.</summary>
    public long? Signatures { get; init; }

    /// <summary>Why it did not run, or what it could not do.</summary>
    public string? Message { get; init; }
}

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

    /// <summary>The beginning of the codes of engines that were asked and failed: <c>engine/clamav</c>.</summary>
    public const string Engine = "engine/";

    /// <summary>The distribution release gets no advisories any more.</summary>
    public const string EndOfLife = "distribution/end-of-life";
}
