using Skep.Core;
using static Skep.Reports.Json.Members;

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
            Findings = List(report.Findings, RuleFindingJson.Entry),
            Suppressed = List(
                SetAside.In<VulnerabilityFinding>(report),
                s => new SuppressedEntry(Entry(s.Finding), s.Entry.Reason, s.Entry.Source)),
            SuppressedFindings = List(
                SetAside.In<RuleFinding>(report),
                s => new SuppressedRuleFindingEntry(RuleFindingJson.Entry(s.Finding), s.Entry.Reason, s.Entry.Source)),
            Policy = report.Policy is { } policy ? RuleFindingJson.Entry(policy) : null,
            Configuration = report.Inventory.Configuration is { } settings ? ImageJson.Entry(settings) : null,
            Base = report.Inventory.Base is { } image ? ImageJson.Entry(image) : null,
            Traits = List(report.Inventory.Traits, ImageJson.Entry),
            SpecialFiles = List(report.Inventory.SpecialFiles, ImageJson.Entry),
            UnknownBinaries = List(report.Inventory.UnknownBinaries, path => path.ToString()),
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
        Platform = Given(image.Platform),
        RepoTags = List(image.RepoTags),
        RepoDigests = List(image.RepoDigests),
        Created = image.Created,
        Labels = Sorted(image.Labels),
    };

    private static DistributionEntry Entry(Distribution distribution) => new(distribution.Id, distribution.VersionId)
    {
        PrettyName = Given(distribution.PrettyName),
        Codename = Given(distribution.Codename),
        IdLike = List(distribution.IdLike),
        CpeName = distribution.CpeName,
        Location = Given(distribution.Location),
        Weight = distribution.Weight == 0 ? null : distribution.Weight,
    };

    private static LayerEntry Entry(LayerSummary layer) => new(layer.Index)
    {
        Digest = layer.Digest?.ToString(),
        DiffId = layer.DiffId?.ToString(),
        Instruction = Given(layer.Instruction),
        Statistics = layer.Statistics,
    };

    private static PackageEntry Entry(ImagePackage at)
    {
        Package package = at.Package;
        return new PackageEntry(package.Ecosystem.Value, package.Name, package.Version)
        {
            Purl = Given(at.Purl),
            Location = Given(package.Location),
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
            FoundBy = Given(package.FoundBy.Value),
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
        SeveritySource = Given(finding.SeveritySource),
        FixedVersion = finding.FixedVersion,
        FixedVersions = List(finding.FixedVersions),
        FixAvailable = finding.FixAvailable,
        Remediation = finding.Remediation,
        CheckCommand = finding.CheckCommand,
        IsFromBase = finding.IsFromBase,
    };

    private static VulnerabilityEntry Entry(Vulnerability vulnerability) => new(vulnerability.Id)
    {
        Aliases = List(vulnerability.Aliases),
        Title = Given(vulnerability.Title),
        Description = Given(vulnerability.Description),
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
        Packages = Sorted(coverage.Packages),
        UnknownBinaries = coverage.UnknownBinaries,
        UnknownBinaryPaths = List(coverage.UnknownBinaryPaths),
        Scanners = coverage.Scanners,
        Engines = List(coverage.Engines, RuleFindingJson.Entry),
        Feeds = List(
            coverage.Feeds,
            f => new FeedEntry(f.Id, f.Title, f.IsStale) { Newest = f.Newest, Imported = f.Imported }),
        StarterSetOnly = coverage.StarterSetOnly,
        EndOfLife = coverage.EndOfLife,
        IsEndOfLife = coverage.IsEndOfLife,
        Gaps = List(coverage.Gaps, g => new GapEntry(g.Code, g.Message) { Hint = g.Hint }),
    };
}
