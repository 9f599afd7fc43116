using Skep.Advisories.Update;
using Skep.Core;
using Skep.Images;
using Skep.Images.Cache;
using Skep.Malware;

namespace Skep.Engine;

/// <summary>How to scan.</summary>
public sealed record ScanOptions
{
    /// <summary>The folder that holds the layer cache and the advisory database.</summary>
    public required string CacheDirectory { get; init; }

    /// <summary>What to look for.</summary>
    public IReadOnlySet<Scanner> Scanners { get; init; } =
        new HashSet<Scanner> { Scanner.Vuln, Scanner.Secret, Scanner.Malware, Scanner.Config };

    /// <summary>Files with rules for secrets, beside the built-in ones.</summary>
    public IReadOnlyList<RuleFile> SecretRules { get; init; } = [];

    /// <summary>The malware engines beside Skep's own inspectors; null when none is set up.</summary>
    public MalwareOptions? Malware { get; init; }

    /// <summary>What salts the fingerprints of secrets; null takes the cache directory's own.</summary>
    public string? Salt { get; init; }

    public ImageSourceOptions Source { get; init; } = new();

    /// <summary>
    /// Also hash the uncompressed tar of layers whose blob has a digest of its own. Default off: the blob's digest
    /// vouches for it.
    /// </summary>
    public bool VerifyDiffIds { get; init; }

    /// <summary>Do not read or write cached layers.</summary>
    public bool NoLayerCache { get; init; }

    /// <summary>What the layer cache may hold; the least recently used layers go first. Default 4 GiB.</summary>
    public ByteSize LayerCacheSize { get; init; } = LayerCache.DefaultMaxSize;

    /// <summary>Globs of files whose packages are left out of the result.</summary>
    public IReadOnlyList<string> SkipFiles { get; init; } = [];

    /// <summary>Globs of directories below which packages are left out of the result.</summary>
    public IReadOnlyList<string> SkipDirectories { get; init; } = [];

    /// <summary>Layers walked side by side. Default: as many as there are cores.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>Fetches the advisories that an image needs and the database lacks; null fetches nothing.</summary>
    public OnDemandAdvisories? Advisories { get; init; }

    /// <summary>An advisory feed older than this is reported as stale. Default 7 days.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromDays(7);
}

/// <summary>A file with rules, read already.</summary>
public sealed record RuleFile(string Name, string Text);

/// <summary>What came of one reference.</summary>
public abstract record ScanOutcome(string Reference)
{
    /// <summary>The image was read; how much of it could be judged stands in the report's coverage.</summary>
    public sealed record Completed(string Reference, ScanReport Report) : ScanOutcome(Reference);

    /// <summary>The image could not be opened or read, so nothing is known about it.</summary>
    public sealed record Failed(string Reference, SkepException Error) : ScanOutcome(Reference);
}

/// <summary>How far a scan has come.</summary>
/// <param name="Reference">The image, as typed.</param>
/// <param name="Stage">What is being done, in the present tense: "opening", "reading layers", "matching".</param>
/// <param name="LayersTotal">Layers of the image; 0 until it is open.</param>
public sealed record ScanProgress(string Reference, string Stage, int LayersDone = 0, int LayersTotal = 0);
