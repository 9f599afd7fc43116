using Skep.Core;
using Skep.Policy.Reading;
using YamlDotNet.RepresentationModel;

namespace Skep.Policy.Cases;

/// <summary>Makes a report of the facts that a case is about; all others are those of a clean, empty image.</summary>
internal sealed class FactsReader(YamlFields fields)
{
    private static readonly DateOnly UsualDay = new(2026, 1, 1);

    public ScanReport Read(YamlNode node)
    {
        DateTimeOffset now = Time(UsualDay);
        var inventory = new ImageInventory
        {
            Image = new ImageIdentity { Name = "image" },
            Configuration = new ImageConfiguration(),
        };
        var coverage = new Coverage { Files = 1, Scanners = Enum.GetValues<Scanner>() };
        IReadOnlyList<VulnerabilityFinding> vulnerabilities = [];
        IReadOnlyList<RuleFinding> findings = [];
        fields.Read(node, "facts", new()
        {
            ["date"] = value => now = Time(fields.Date(value, "date") ?? UsualDay),
            ["image"] = value => inventory = Image(value, inventory),
            ["os"] = value => inventory = inventory with { Distribution = System(value) },
            ["base"] = value => inventory = inventory with { Base = Base(value) },
            ["packages"] = value => inventory = inventory with
            {
                Packages = [.. fields.Items(value, "packages").Select(Package)],
            },
            ["vulnerabilities"] = value => vulnerabilities = new VulnerabilityFacts(fields).Read(value),
            ["findings"] = value => findings = [.. fields.Items(value, "findings").Select(Finding)],
            ["coverage"] = value => coverage = new CoverageFacts(fields).Read(value, coverage),
        });
        return new ScanReport
        {
            SkepVersion = "facts",
            CreatedAt = now,
            Inventory = inventory,
            Vulnerabilities = vulnerabilities,
            Findings = findings,
            Coverage = coverage with { IsEndOfLife = coverage.EndOfLife <= DateOnly.FromDateTime(now.UtcDateTime) },
        };
    }

    public static DateTimeOffset Time(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    private ImageInventory Image(YamlNode node, ImageInventory inventory)
    {
        ImageIdentity image = inventory.Image;
        ImageConfiguration? configuration = inventory.Configuration!;
        fields.Read(node, "image", new()
        {
            ["name"] = value => image = image with { Name = fields.Text(value, "name") },
            ["kind"] = value => image = image with { Kind = fields.Text(value, "kind") },
            ["tags"] = value => image = image with { RepoTags = fields.Texts(value, "tags") },
            ["created"] = value => image = image with { Created = Time(fields.Date(value, "created") ?? UsualDay) },
            ["user"] = value => configuration = configuration with { User = fields.Text(value, "user") },
            ["labels"] = value => configuration = configuration with { Labels = fields.Patterns(value, "labels") },
            ["environment"] = value =>
                configuration = configuration with { Environment = fields.Texts(value, "environment") },
            ["ports"] = value => configuration = configuration with { ExposedPorts = fields.Texts(value, "ports") },
            ["dockerfile"] = value => configuration = configuration with
            {
                History = [.. fields.Texts(value, "dockerfile").Select(line => new HistoryEntry(line, null))],
            },
        });
        return inventory with { Image = image, Configuration = image.Kind == "image" ? configuration : null };
    }

    // ID:VERSION, as policies spell it.
    private Distribution System(YamlNode node)
    {
        string[] halves = fields.Text(node, "os").Split(':', 2);
        return new Distribution(halves[0], halves.Length > 1 ? halves[1] : string.Empty);
    }

    private BaseImage Base(YamlNode node)
    {
        var known = new BaseImage(string.Empty, BaseEvidence.Lineage);
        fields.Read(node, "base", new()
        {
            ["name"] = value => known = known with { Name = fields.Text(value, "name") },
            ["layers"] = value => known = known with { LayerCount = fields.Count(value, "layers") },
            ["outdated"] = value => known = known with { IsOutdated = fields.Flag(value, "outdated") },
        });
        return known;
    }

    private ImagePackage Package(YamlNode node)
    {
        var package = new Package(new EcosystemId("deb"), string.Empty, string.Empty);
        var at = new ImagePackage(package);
        fields.Read(node, "a package", new()
        {
            ["name"] = value => package = package with { Name = fields.Text(value, "name") },
            ["version"] = value => package = package with { Version = fields.Text(value, "version") },
            ["ecosystem"] = value =>
                package = package with { Ecosystem = new EcosystemId(fields.Text(value, "ecosystem")) },
            ["licenses"] = value => package = package with { Licenses = fields.Texts(value, "licenses") },
            ["path"] = value => package = package with { Location = fields.Text(value, "path") },
            ["purl"] = value => at = at with { Purl = fields.Text(value, "purl") },
            ["layer"] = value => at = at with { LayerIndex = fields.Count(value, "layer") },
            ["removed"] = value => at = at with { IsRemoved = fields.Flag(value, "removed") },
        });
        return at with { Package = package };
    }

    private RuleFinding Finding(YamlNode node)
    {
        var sighting = new Sighting(Scanner.Config, new RuleId("config"), Severity.Medium, "a finding");
        var finding = new RuleFinding { Id = fields.At(node), Severity = Severity.Medium, Sighting = sighting };
        string? type = null;
        string? family = null;
        fields.Read(node, "a finding", new()
        {
            ["rule"] = value => sighting = sighting with { Rule = new RuleId(fields.Text(value, "rule")) },
            ["scanner"] = value => sighting = sighting with { Scanner = fields.Word<Scanner>(value, "scanner") },
            ["severity"] = value => finding = finding with { Severity = fields.Word<Severity>(value, "severity") },
            ["path"] = value => sighting = sighting with { Location = fields.Text(value, "path") },
            ["subject"] = value => sighting = sighting with { Subject = fields.Text(value, "subject") },
            ["malware_type"] = value => type = fields.Text(value, "malware_type"),
            ["malware_family"] = value => family = fields.Text(value, "malware_family"),
            ["engines"] = value => finding = finding with { Engines = fields.Texts(value, "engines") },
            ["layer"] = value => finding = finding with { Layer = fields.Count(value, "layer") },
            ["removed"] = value => finding = finding with { WasRemoved = fields.Flag(value, "removed") },
        });
        MalwareClass? malware = type is null && family is null
            ? null
            : new MalwareClass(type ?? MalwareTypes.Unknown, family);
        return finding with { Sighting = sighting with { Severity = finding.Severity, Malware = malware } };
    }
}
