using System.Text.Json;
using Skep.Core;

namespace Skep.Reports.Json;

/// <summary>Turns a document back into scan reports: the exact inverse of <see cref="DocumentWriter"/>.</summary>
internal static class DocumentReader
{
    public static IReadOnlyList<ScanReport> Reports(ReportDocument document) =>
        [.. List(document.Reports).Select(Report)];

    private static ScanReport Report(ReportEntry entry) => new()
    {
        SkepVersion = entry.SkepVersion,
        CreatedAt = entry.CreatedAt,
        Inventory = new ImageInventory
        {
            Image = Image(entry.Image),
            Layers = [.. List(entry.Layers).Select(Layer)],
            Distribution = entry.Distribution is { } distribution ? Distribution(distribution) : null,
            Packages = [.. List(entry.Packages).Select(Package)],
            Problems = [.. List(entry.Problems).Select(
                p => new Problem(p.Location, p.Message) { LayerIndex = p.LayerIndex })],
        },
        Vulnerabilities = [.. List(entry.Vulnerabilities).Select(Finding)],
        Suppressed = [.. List(entry.Suppressed).Select(
            s => new SuppressedFinding(Finding(s.Finding), s.Reason, s.Source))],
        Coverage = Coverage(entry.Coverage),
    };

    private static ImageIdentity Image(ImageEntry entry) => new()
    {
        Name = entry.Name,
        Kind = entry.Kind,
        ManifestDigest = ToDigest(entry.ManifestDigest),
        ImageId = ToDigest(entry.ImageId),
        Platform = entry.Platform ?? string.Empty,
        RepoTags = List(entry.RepoTags),
        RepoDigests = List(entry.RepoDigests),
        Created = entry.Created,
        Labels = Map(entry.Labels),
    };

    private static LayerSummary Layer(LayerEntry entry) => new()
    {
        Index = entry.Index,
        Digest = ToDigest(entry.Digest),
        DiffId = ToDigest(entry.DiffId),
        Instruction = entry.Instruction ?? string.Empty,
        Statistics = entry.Statistics ?? new LayerStatistics(),
    };

    private static Distribution Distribution(DistributionEntry entry) => new(entry.Id, entry.VersionId)
    {
        PrettyName = entry.PrettyName ?? string.Empty,
        Codename = entry.Codename ?? string.Empty,
        IdLike = List(entry.IdLike),
        CpeName = entry.CpeName,
        Location = entry.Location ?? string.Empty,
        Weight = entry.Weight ?? 0,
    };

    private static ImagePackage Package(PackageEntry entry)
    {
        var package = new Package(new EcosystemId(entry.Ecosystem), entry.Name, entry.Version)
        {
            Architecture = entry.Architecture,
            SourceName = entry.SourceName,
            SourceVersion = entry.SourceVersion,
            Vendor = entry.Vendor,
            ModuleLabel = entry.ModuleLabel,
            Licenses = List(entry.Licenses),
            Evidence = entry.Evidence,
            Location = entry.Location ?? string.Empty,
            OtherNames = List(entry.OtherNames),
            IsDevelopment = entry.IsDevelopment,
            Note = entry.Note,
            FoundBy = entry.FoundBy is { } inspector ? new InspectorId(inspector) : default,
        };
        return new ImagePackage(package)
        {
            LayerIndex = entry.LayerIndex,
            IsRemoved = entry.IsRemoved,
            OwnedBy = entry.OwnedBy,
            Purl = entry.Purl ?? string.Empty,
        };
    }

    private static VulnerabilityFinding Finding(FindingEntry entry) => new()
    {
        Id = entry.Id,
        Vulnerability = Vulnerability(entry.Vulnerability),
        Package = Package(entry.Package),
        Status = entry.Status,
        FixedVersion = entry.FixedVersion,
        FixedVersions = List(entry.FixedVersions),
        Severity = entry.Severity,
        SeveritySource = entry.SeveritySource ?? string.Empty,
        Match = entry.Match,
        Remediation = entry.Remediation,
        CheckCommand = entry.CheckCommand,
    };

    private static Vulnerability Vulnerability(VulnerabilityEntry entry) => new(entry.Id)
    {
        Aliases = List(entry.Aliases),
        Title = entry.Title ?? string.Empty,
        Description = entry.Description ?? string.Empty,
        Cvss = List(entry.Cvss),
        Cwes = List(entry.Cwes),
        Epss = entry.Epss,
        EpssPercentile = entry.EpssPercentile,
        Kev = entry.Kev is { } kev ? new KnownExploited(
            kev.Added, kev.Due, kev.UsedByRansomware, kev.RequiredAction) : null,
        Published = entry.Published,
        Modified = entry.Modified,
        References = List(entry.References),
    };

    private static Coverage Coverage(CoverageEntry entry) => new()
    {
        Files = entry.Files,
        Bytes = entry.Bytes,
        Packages = Map(entry.Packages),
        UnknownBinaries = entry.UnknownBinaries,
        UnknownBinaryPaths = List(entry.UnknownBinaryPaths),
        Feeds = [.. List(entry.Feeds).Select(f => new FeedCoverage(f.Id, f.Title, f.Newest, f.Imported, f.IsStale))],
        StarterSetOnly = entry.StarterSetOnly,
        EndOfLife = entry.EndOfLife,
        IsEndOfLife = entry.IsEndOfLife,
        Gaps = [.. List(entry.Gaps).Select(g => new CoverageGap(g.Code, g.Message, g.Hint))],
    };

    private static Digest? ToDigest(string? text) => text is null ? null : Digest.Parse(text);

    // Nullable annotations are enforced for members, not for elements: those are checked here.
    private static IReadOnlyList<T> List<T>(IReadOnlyList<T>? list)
        where T : class =>
        list is null ? [] : list.Contains(null) ? throw new JsonException("null in a list") : list;

    private static IReadOnlyDictionary<string, T> Map<T>(IReadOnlyDictionary<string, T>? map) =>
        map is null ? new Dictionary<string, T>()
        : map.Values.Any(value => value is null) ? throw new JsonException("null in a map")
        : map;
}
