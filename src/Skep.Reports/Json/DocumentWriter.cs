using Skep.Core;

namespace Skep.Reports.Json;

/// <summary>Turns scan reports into the document that is written.</summary>
internal static class DocumentWriter
{
    public static ReportDocument Document(IReadOnlyList<ScanReport> reports) =>
        new(ReportDocument.SchemaName, ReportDocument.CurrentVersion, [.. reports.Select(Entry)]);

    private static ReportEntry Entry(ScanReport report) =>
        new(report.SkepVersion, report.CreatedAt, Entry(report.Inventory.Image), Entry(report.Coverage))
        {
            Distribution = report.Inventory.Distribution is { } distribution ? Entry(distribution) : null,
            Vulnerabilities = List(report.Vulnerabilities, Entry),
            Suppressed = List<SuppressedEntry>([.. SuppressedVulnerability.In(report).Select(
                s => new SuppressedEntry(Entry(s.Finding), s.Entry.Reason, s.Entry.Source))]),
            Packages = List(report.Inventory.Packages, Entry),
            Layers = List(report.Inventory.Layers, Entry),
            Problems = List(
                report.Inventory.Problems,
                p => new ProblemEntry(p.Location, p.Message) { LayerIndex = p.LayerIndex }),
        };

    private static ImageEntry Entry(ImageIdentity image) => new(image.Name, image.Kind)
    {
        ManifestDigest = image.ManifestDigest?.ToString(),
        ImageId = image.ImageId?.ToString(),
        Platform = Text(image.Platform),
        RepoTags = List(image.RepoTags),
        RepoDigests = List(image.RepoDigests),
        Created = image.Created,
        Labels = image.Labels.Count == 0 ? null : Sorted(image.Labels),
    };

    private static DistributionEntry Entry(Distribution distribution) => new(distribution.Id, distribution.VersionId)
    {
        PrettyName = Text(distribution.PrettyName),
        Codename = Text(distribution.Codename),
        IdLike = List(distribution.IdLike),
        CpeName = distribution.CpeName,
        Location = Text(distribution.Location),
        Weight = distribution.Weight == 0 ? null : distribution.Weight,
    };

    private static LayerEntry Entry(LayerSummary layer) => new(layer.Index)
    {
        Digest = layer.Digest?.ToString(),
        DiffId = layer.DiffId?.ToString(),
        Instruction = Text(layer.Instruction),
        Statistics = layer.Statistics,
    };

    private static PackageEntry Entry(ImagePackage at)
    {
        Package package = at.Package;
        return new PackageEntry(package.Ecosystem.Value, package.Name, package.Version)
        {
            Purl = Text(at.Purl),
            Location = Text(package.Location),
            LayerIndex = at.LayerIndex,
            IsRemoved = at.IsRemoved,
            OwnedBy = at.OwnedBy,
            Architecture = package.Architecture,
            SourceName = package.SourceName,
            SourceVersion = package.SourceVersion,
            Vendor = package.Vendor,
            ModuleLabel = package.ModuleLabel,
            Licenses = List(package.Licenses),
            Evidence = package.Evidence,
            OtherNames = List(package.OtherNames),
            IsDevelopment = package.IsDevelopment,
            Note = package.Note,
            FoundBy = Text(package.FoundBy.Value),
        };
    }

    private static FindingEntry Entry(VulnerabilityFinding finding) => new(
        finding.Id,
        Entry(finding.Vulnerability),
        Entry(finding.Package),
        finding.Status,
        finding.Severity,
        finding.Match)
    {
        SeveritySource = Text(finding.SeveritySource),
        FixedVersion = finding.FixedVersion,
        FixedVersions = List(finding.FixedVersions),
        Remediation = finding.Remediation,
        CheckCommand = finding.CheckCommand,
    };

    private static VulnerabilityEntry Entry(Vulnerability vulnerability) => new(vulnerability.Id)
    {
        Aliases = List(vulnerability.Aliases),
        Title = Text(vulnerability.Title),
        Description = Text(vulnerability.Description),
        Cvss = List<CvssScore>([.. vulnerability.Cvss.Where(score => double.IsFinite(score.Score))]),
        Cwes = List(vulnerability.Cwes),
        Epss = Finite(vulnerability.Epss),
        EpssPercentile = Finite(vulnerability.EpssPercentile),
        Kev = vulnerability.Kev is { } kev
            ? new KevEntry(kev.Added, kev.UsedByRansomware, kev.RequiredAction) { Due = kev.Due }
            : null,
        Published = vulnerability.Published,
        Modified = vulnerability.Modified,
        References = List(vulnerability.References),
    };

    private static CoverageEntry Entry(Coverage coverage) => new(coverage.Files, coverage.Bytes)
    {
        Packages = coverage.Packages.Count == 0 ? null : Sorted(coverage.Packages),
        UnknownBinaries = coverage.UnknownBinaries,
        UnknownBinaryPaths = List(coverage.UnknownBinaryPaths),
        Feeds = List(
            coverage.Feeds,
            f => new FeedEntry(f.Id, f.Title, f.IsStale) { Newest = f.Newest, Imported = f.Imported }),
        StarterSetOnly = coverage.StarterSetOnly,
        EndOfLife = coverage.EndOfLife,
        IsEndOfLife = coverage.IsEndOfLife,
        Gaps = List(coverage.Gaps, g => new GapEntry(g.Code, g.Message) { Hint = g.Hint }),
    };

    // JSON has no word for NaN; a feed that says so said nothing.
    private static double? Finite(double? number) => number is { } value && double.IsFinite(value) ? value : null;

    private static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static IReadOnlyList<T>? List<T>(IReadOnlyList<T> list) => list.Count == 0 ? null : list;

    private static List<TOut>? List<TIn, TOut>(IReadOnlyList<TIn> list, Func<TIn, TOut> map) =>
        list.Count == 0 ? null : [.. list.Select(map)];

    private static SortedDictionary<string, T> Sorted<T>(IReadOnlyDictionary<string, T> map) =>
        new(map.ToDictionary(pair => pair.Key, pair => pair.Value), StringComparer.Ordinal);
}
