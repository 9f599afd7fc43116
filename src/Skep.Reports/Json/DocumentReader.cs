using Skep.Core;
using static Skep.Reports.Json.Members;

namespace Skep.Reports.Json;

/// <summary>Turns a document back into scan reports: the exact inverse of <see cref="DocumentWriter"/>.</summary>
internal static class DocumentReader
{
    public static IReadOnlyList<ScanReport> Reports(ReportDocument document) =>
        [.. Whole(document.Reports).Select(Report)];

    private static ScanReport Report(ReportEntry entry) => new()
    {
        SkepVersion = entry.SkepVersion,
        CreatedAt = entry.CreatedAt,
        Inventory = new ImageInventory
        {
            Image = Image(entry.Image),
            Layers = [.. Whole(entry.Layers).Select(Layer)],
            Distribution = entry.Distribution is { } distribution ? Distribution(distribution) : null,
            Packages = [.. Whole(entry.Packages).Select(Package)],
            Problems = [.. Whole(entry.Problems).Select(
                p => new Problem(p.Location, p.Message) { LayerIndex = p.LayerIndex })],
            Configuration = entry.Configuration is { } settings ? ImageJson.Configuration(settings) : null,
            Base = entry.Base is { } image ? ImageJson.Base(image) : null,
            Traits = [.. Whole(entry.Traits).Select(ImageJson.Trait)],
            SpecialFiles = [.. Whole(entry.SpecialFiles).Select(ImageJson.SpecialFile)],
            UnknownBinaries = [.. Whole(entry.UnknownBinaries).Select(LayerPath.Parse)],
        },
        Vulnerabilities = [.. Whole(entry.Vulnerabilities).Select(Finding)],
        Findings = [.. Whole(entry.Findings).Select(RuleFindingJson.Finding)],
        Suppressed =
        [
            .. Whole(entry.Suppressed).Select(s => new SuppressedFinding(Finding(s.Finding), s.Reason, s.Source)),
            .. Whole(entry.SuppressedFindings).Select(
                s => new SuppressedFinding(RuleFindingJson.Finding(s.Finding), s.Reason, s.Source)),
        ],
        Coverage = Coverage(entry.Coverage),
        Policy = entry.Policy is { } policy ? RuleFindingJson.Outcome(policy) : null,
    };

    private static ImageIdentity Image(ImageEntry entry) => new()
    {
        Name = entry.Name,
        Kind = entry.Kind,
        ManifestDigest = ToDigest(entry.ManifestDigest),
        ImageId = ToDigest(entry.ImageId),
        Platform = entry.Platform ?? string.Empty,
        RepoTags = Whole(entry.RepoTags),
        RepoDigests = Whole(entry.RepoDigests),
        Created = entry.Created,
        Labels = Whole(entry.Labels),
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
        IdLike = Whole(entry.IdLike),
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
            Licenses = Whole(entry.Licenses),
            Evidence = entry.Evidence,
            Location = entry.Location ?? string.Empty,
            OtherNames = Whole(entry.OtherNames),
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
        FixedVersions = Whole(entry.FixedVersions),
        FixAvailable = entry.FixAvailable,
        Severity = entry.Severity,
        SeveritySource = entry.SeveritySource ?? string.Empty,
        Match = entry.Match,
        Remediation = entry.Remediation,
        CheckCommand = entry.CheckCommand,
        IsFromBase = entry.IsFromBase,
    };

    private static Vulnerability Vulnerability(VulnerabilityEntry entry) => new(entry.Id)
    {
        Aliases = Whole(entry.Aliases),
        Title = entry.Title ?? string.Empty,
        Description = entry.Description ?? string.Empty,
        Cvss = Whole(entry.Cvss),
        Cwes = Whole(entry.Cwes),
        Epss = entry.Epss,
        EpssPercentile = entry.EpssPercentile,
        Kev = entry.Kev is { } kev ? new KnownExploited(
            kev.Added, kev.Due, kev.UsedByRansomware, kev.RequiredAction) : null,
        Published = entry.Published,
        Modified = entry.Modified,
        References = Whole(entry.References),
    };

    private static Coverage Coverage(CoverageEntry entry) => new()
    {
        Files = entry.Files,
        Bytes = entry.Bytes,
        Packages = Whole(entry.Packages),
        UnknownBinaries = entry.UnknownBinaries,
        UnknownBinaryPaths = Whole(entry.UnknownBinaryPaths),
        Scanners = entry.Scanners ?? [Scanner.Vuln],
        Engines = [.. Whole(entry.Engines).Select(RuleFindingJson.Engine)],
        Feeds = [.. Whole(entry.Feeds).Select(f => new FeedCoverage(f.Id, f.Title, f.Newest, f.Imported, f.IsStale))],
        StarterSetOnly = entry.StarterSetOnly,
        EndOfLife = entry.EndOfLife,
        IsEndOfLife = entry.IsEndOfLife,
        Gaps = [.. Whole(entry.Gaps).Select(g => new CoverageGap(g.Code, g.Message, g.Hint))],
    };
}
