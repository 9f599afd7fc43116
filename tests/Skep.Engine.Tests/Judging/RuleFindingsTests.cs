using Skep.Core;
using Skep.Engine.Judging;

namespace Skep.Engine.Tests.Judging;

public sealed class RuleFindingsTests
{
    private static readonly Sighting Key =
        new(Scanner.Secret, new RuleId("secrets/test/key"), Severity.High, "A key") { Location = "app/.env" };

    [Fact]
    public void The_same_value_in_two_layers_is_one_finding_blamed_on_the_lower()
    {
        RuleFinding finding = Assert.Single(Find(
            At(Key with { Fingerprint = "f1" }, 1, isRemoved: true), At(Key with { Fingerprint = "f1" }, 2)));

        Assert.Equal((1, false, "COPY one"), (finding.LayerIndex, finding.IsRemoved, finding.Instruction));
    }

    [Fact]
    public void What_every_layer_above_hides_is_still_shipped()
    {
        RuleFinding finding = Assert.Single(Find(At(Key, 1, isRemoved: true)));

        Assert.True(finding.IsRemoved);
    }

    [Fact]
    public void Two_values_in_one_file_have_ids_that_do_not_depend_on_the_values()
    {
        string[] before = [.. Find(Valued("f1", 10), Valued("f2", 90)).Select(finding => finding.Id)];
        string[] after = [.. Find(Valued("f3", 10), Valued("f4", 90)).Select(finding => finding.Id)];

        Assert.Equal(2, before.Distinct().Count());
        Assert.Equal(before, after);
    }

    [Fact]
    public void The_owner_of_a_file_vouches_for_it_unless_its_bytes_were_altered()
    {
        Placed<Sighting> excused = At(Key with { IsExcusedByOwner = true }, 0) with { OwnedBy = "deb:openssl" };
        var altered = new Sighting(
            Scanner.Malware, new RuleId("malware/program/altered"), Severity.High, "Altered")
        {
            Location = Key.Location,
            Malware = new MalwareClass(MalwareTypes.Tampering),
        };

        Assert.Empty(Find(excused));
        Assert.Single(Find(At(Key with { IsExcusedByOwner = true }, 0)));
        Assert.Equal(2, new RuleFindings(Image(excused), text => text).Of([altered]).Count);
    }

    [Fact]
    public void Engines_that_agree_on_a_file_make_one_finding()
    {
        RuleFinding finding = Assert.Single(Find(
            At(Flagged("clamav", "Eicar", Severity.Low), 0),
            At(Flagged("yara", "suspicious_file", Severity.High), 0),
            At(Flagged("hashes", "list", Severity.Medium), 0)));

        Assert.Equal(["clamav", "hashes", "yara"], finding.Engines);
        Assert.Equal(Severity.High, finding.Severity);
        Assert.Contains("clamav: Eicar", finding.Sighting.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Own_inspectors_findings_stay_apart_and_name_the_engines_that_flag_the_file_too()
    {
        Sighting own = Flagged("skep", string.Empty, Severity.High) with { Rule = new RuleId("malware/elf/packed") };

        IReadOnlyList<RuleFinding> findings = Find(At(own, 0), At(Flagged("clamav", "X", Severity.High), 0));

        Assert.Equal(2, findings.Count);
        Assert.All(findings, finding => Assert.Equal(["clamav", "skep"], finding.Engines));
    }

    [Fact]
    public void What_a_check_says_of_an_instruction_names_that_line_and_its_layer()
    {
        var sighting = new Sighting(Scanner.Config, new RuleId("config/build/add-url"), Severity.Low, "ADD")
        {
            HistoryIndex = 2,
        };

        RuleFinding finding = Assert.Single(
            new RuleFindings(Image(), text => text.Replace("two", "***", StringComparison.Ordinal)).Of([sighting]));

        Assert.Equal((2, "COPY ***"), (finding.LayerIndex, finding.Instruction));
    }

    [Fact]
    public void A_known_base_is_not_blamed_for_its_build()
    {
        var add = new Sighting(Scanner.Config, new RuleId("config/build/add-url"), Severity.Low, "ADD");
        ImageInventory image = Image() with
        {
            Base = new BaseImage("debian:12", BaseEvidence.Lineage) { LayerCount = 2, HistoryCount = 2 },
        };
        IReadOnlyList<RuleFinding> findings = new RuleFindings(image, text => text)
            .Of([add with { HistoryIndex = 1 }, add with { HistoryIndex = 2, Subject = "own" }]);
        ScanReport report = InheritedFindings.SetAside(new ScanReport
        {
            SkepVersion = "1",
            CreatedAt = default,
            Inventory = image,
            Coverage = new Coverage(),
            Findings = findings,
        });

        Assert.Equal("own", Assert.Single(report.Findings).Sighting.Subject);
        Assert.Equal("inherited from debian:12", Assert.Single(report.Suppressed).Reason);
    }

    private static IReadOnlyList<RuleFinding> Find(params Placed<Sighting>[] sightings) =>
        new RuleFindings(Image(sightings), text => text).Of([]);

    private static Placed<Sighting> At(Sighting sighting, int layer, bool isRemoved = false) =>
        new(sighting) { LayerIndex = layer, IsRemoved = isRemoved };

    private static Placed<Sighting> Valued(string fingerprint, long offset) => At(
        Key with { Fingerprint = fingerprint, Evidence = [new Evidence(offset, 20, 1, "key=…")] }, 0);

    private static Sighting Flagged(string engine, string name, Severity severity) =>
        new(Scanner.Malware, new RuleId("malware/" + engine), severity, "Malware")
        {
            Location = "tmp/x",
            Subject = name,
            Engine = engine,
            Malware = new MalwareClass(MalwareTypes.Trojan),
        };

    private static ImageInventory Image(params Placed<Sighting>[] sightings)
    {
        string[] instructions = ["ADD rootfs", "COPY one", "COPY two"];
        return new ImageInventory
        {
            Image = new ImageIdentity { Name = "test" },
            Layers = [.. instructions.Select((text, i) => new LayerSummary { Index = i, Instruction = text })],
            Configuration = new ImageConfiguration
            {
                History = [.. instructions.Select((text, i) => new HistoryEntry(text, i))],
            },
            Sightings = sightings,
        };
    }
}
