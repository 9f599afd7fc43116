using System.Text.Json.Serialization;
using Skep.Core;

namespace Skep.Reports.Json;

/// <summary>The file of schema <c>skep-report</c>: one entry an image.</summary>
/// <remarks>
/// The wire shape, kept apart from Core's records so that renaming one of those cannot change a file that others
/// parse. What is empty is left out. Documented in <c>docs/reference/report.schema.json</c>; a change that breaks
/// readers raises <see cref="CurrentVersion"/>.
/// </remarks>
internal sealed record ReportDocument(string Schema, int Version, IReadOnlyList<ReportEntry> Reports)
{
    public const string SchemaName = "skep-report";

    public const int CurrentVersion = 1;
}

/// <summary>One image: what is in it, what was found, and what could not be judged.</summary>
internal sealed record ReportEntry(
    string SkepVersion, DateTimeOffset CreatedAt, ImageEntry Image, CoverageEntry Coverage)
{
    public DistributionEntry? Distribution { get; init; }

    public IReadOnlyList<FindingEntry>? Vulnerabilities { get; init; }

    public IReadOnlyList<RuleFindingEntry>? Findings { get; init; }

    public IReadOnlyList<SuppressedEntry>? Suppressed { get; init; }

    public IReadOnlyList<SuppressedRuleFindingEntry>? SuppressedFindings { get; init; }

    public PolicyEntry? Policy { get; init; }

    public ConfigurationEntry? Configuration { get; init; }

    public BaseEntry? Base { get; init; }

    public IReadOnlyList<TraitEntry>? Traits { get; init; }

    public IReadOnlyList<SpecialFileEntry>? SpecialFiles { get; init; }

    public IReadOnlyList<string>? UnknownBinaries { get; init; }

    public IReadOnlyList<PackageEntry>? Packages { get; init; }

    public IReadOnlyList<LayerEntry>? Layers { get; init; }

    public IReadOnlyList<ProblemEntry>? Problems { get; init; }
}

/// <summary>Which image, by all its names.</summary>
internal sealed record ImageEntry(string Name, string Kind)
{
    public string? ManifestDigest { get; init; }

    public string? ImageId { get; init; }

    public string? Platform { get; init; }

    public IReadOnlyList<string>? RepoTags { get; init; }

    public IReadOnlyList<string>? RepoDigests { get; init; }

    public DateTimeOffset? Created { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}

/// <summary>What the image's os-release says.</summary>
internal sealed record DistributionEntry(string Id, string VersionId)
{
    public string? PrettyName { get; init; }

    public string? Codename { get; init; }

    public IReadOnlyList<string>? IdLike { get; init; }

    public string? CpeName { get; init; }

    public string? Location { get; init; }

    public int? Weight { get; init; }
}

/// <summary>One layer and the instruction that made it.</summary>
internal sealed record LayerEntry(int Index)
{
    public string? Digest { get; init; }

    public string? DiffId { get; init; }

    public string? Instruction { get; init; }

    public LayerStatistics? Statistics { get; init; }
}

/// <summary>One package at one place.</summary>
internal sealed record PackageEntry(string Ecosystem, string Name, string Version)
{
    public string? Purl { get; init; }

    public string? Location { get; init; }

    public int? LayerIndex { get; init; }

    public bool IsRemoved { get; init; }

    public string? OwnedBy { get; init; }

    public string? Architecture { get; init; }

    public string? SourceName { get; init; }

    public string? SourceVersion { get; init; }

    public string? Vendor { get; init; }

    public string? ModuleLabel { get; init; }

    public IReadOnlyList<string>? Licenses { get; init; }

    public PackageEvidence Evidence { get; init; }

    public IReadOnlyList<string>? OtherNames { get; init; }

    public bool IsDevelopment { get; init; }

    public string? Note { get; init; }

    public string? FoundBy { get; init; }
}

/// <summary>One vulnerability in one package, and why it was reported.</summary>
internal sealed record FindingEntry(
    string Id,
    VulnerabilityEntry Vulnerability,
    PackageEntry Package,
    VulnerabilityStatus Status,
    Severity Severity,
    MatchReason Match)
{
    public string? SeveritySource { get; init; }

    public string? FixedVersion { get; init; }

    public IReadOnlyList<string>? FixedVersions { get; init; }

    public DateTimeOffset? FixAvailable { get; init; }

    public string? Remediation { get; init; }

    public string? CheckCommand { get; init; }

    public bool? IsFromBase { get; init; }
}

/// <summary>What the feeds together say of a vulnerability.</summary>
internal sealed record VulnerabilityEntry(string Id)
{
    public IReadOnlyList<string>? Aliases { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<CvssScore>? Cvss { get; init; }

    public IReadOnlyList<string>? Cwes { get; init; }

    public double? Epss { get; init; }

    public double? EpssPercentile { get; init; }

    public KevEntry? Kev { get; init; }

    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset? Modified { get; init; }

    public IReadOnlyList<string>? References { get; init; }
}

/// <summary>An entry of CISA's list of exploited vulnerabilities.</summary>
internal sealed record KevEntry(DateOnly Added, bool UsedByRansomware, string RequiredAction)
{
    public DateOnly? Due { get; init; }
}

/// <summary>A vulnerability that a rule or a VEX statement set aside.</summary>
internal sealed record SuppressedEntry(FindingEntry Finding, string Reason, string Source);

/// <summary>Something in the image that could not be read.</summary>
internal sealed record ProblemEntry(string Location, string Message)
{
    public int? LayerIndex { get; init; }
}

/// <summary>How much was looked at, and against what.</summary>
internal sealed record CoverageEntry(long Files, long Bytes)
{
    public IReadOnlyDictionary<string, int>? Packages { get; init; }

    public int UnknownBinaries { get; init; }

    public IReadOnlyList<string>? UnknownBinaryPaths { get; init; }

    public IReadOnlyList<Scanner>? Scanners { get; init; }

    public IReadOnlyList<EngineEntry>? Engines { get; init; }

    public IReadOnlyList<FeedEntry>? Feeds { get; init; }

    public bool StarterSetOnly { get; init; }

    public DateOnly? EndOfLife { get; init; }

    public bool IsEndOfLife { get; init; }

    public IReadOnlyList<GapEntry>? Gaps { get; init; }
}

/// <summary>One feed that was matched against, and its age.</summary>
internal sealed record FeedEntry(string Id, string Title, bool IsStale)
{
    public DateTimeOffset? Newest { get; init; }

    public DateTimeOffset? Imported { get; init; }
}

/// <summary>Something that could not be judged, and what to do about it.</summary>
internal sealed record GapEntry(string Code, string Message)
{
    public string? Hint { get; init; }
}

/// <summary>How the document is read and written without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    NewLine = "\n",
    MaxDepth = MaxDepth,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters =
    [
        typeof(WordConverter<BaseEvidence>), typeof(WordConverter<EngineState>), typeof(WordConverter<PackageEvidence>),
        typeof(WordConverter<PolicyVerdict>), typeof(WordConverter<RuleResult>), typeof(WordConverter<Scanner>),
        typeof(WordConverter<Severity>), typeof(WordConverter<VulnerabilityStatus>),
    ])]
[JsonSerializable(typeof(ReportDocument))]
internal sealed partial class ReportJsonContext : JsonSerializerContext
{
    /// <summary>Twice the depth of the deepest member.</summary>
    public const int MaxDepth = 16;
}
