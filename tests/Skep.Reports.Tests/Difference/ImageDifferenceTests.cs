using System.Text;
using Skep.Core;
using Skep.Reports.Difference;
using Skep.Reports.Text;
using Skep.Testing;

namespace Skep.Reports.Tests.Difference;

public sealed class ImageDifferenceTests
{
    private static readonly ScanReport Before = SampleScan.Report;

    private static readonly ScanReport After = Next();

    [Fact]
    public void Image_is_the_same_as_itself()
    {
        var same = ImageDifference.Between(Before, Before);

        Assert.Empty(same.Packages);
        Assert.Empty(same.New);
        Assert.Empty(same.Fixed);
        Assert.Empty(same.Capabilities);
        Assert.Empty(same.Layers);
        Assert.Equal(16, same.Still.Count);
    }

    [Fact]
    public void Packages_are_added_removed_upgraded_and_downgraded()
    {
        var difference = ImageDifference.Between(Before, After);

        Assert.Equal(
            [
                "Added axios  1.7.0", "Removed nodejs 1:18.19.0-1 ", "Upgraded lodash 4.17.15 4.17.21",
                "Downgraded libssl1.1 1.1.1d-0+deb10u6 1.1.1d-0+deb10u5",
            ],
            difference.Packages.Select(change => $"{change.Kind} {change.Name} {change.Before} {change.After}"));
    }

    [Fact]
    public void Vulnerability_that_outlives_an_upgrade_is_neither_new_nor_fixed()
    {
        var difference = ImageDifference.Between(Before, After);

        Assert.Contains(difference.Still, finding => FindingWords.Rule(finding) == "CVE-2021-3711");
        Assert.Equal(
            ["CVE-2026-9999", "config/ports/ssh"],
            difference.New.Select(FindingWords.Rule).Order(StringComparer.Ordinal));
        Assert.Contains(difference.Fixed, finding => FindingWords.Rule(finding) == "GHSA-35jh-r3h4-6jhm");
        Assert.Contains(difference.Fixed, finding => FindingWords.Rule(finding) == "malware/miner/xmrig");
    }

    [Fact]
    public void Secret_that_moved_is_the_same_secret()
    {
        RuleFinding key = SampleFindings.All.Single(finding => finding.Sighting.Fingerprint is not null);
        ScanReport moved = Before with
        {
            Findings = [key with { Id = "x", Sighting = key.Sighting with { Location = "srv/config/.env" } }],
        };

        Assert.DoesNotContain(ImageDifference.Between(Before, moved).New, finding => finding is RuleFinding);
    }

    [Fact]
    public void What_the_image_is_and_does_is_compared()
    {
        var difference = ImageDifference.Between(Before, After);

        Assert.Equal(
            [
                "~ base: debian:10 → debian:12", "~ user: root → app", "+ port: 9229/tcp", "- variable: API_TOKEN",
                "+ variable: NODE_ENV", "+ setuid: usr/local/bin/helper",
                "+ cron: 0 3 * * * root /usr/local/bin/backup [etc/cron.d/backup]",
                "- listener: sshd 22/tcp [etc/ssh/sshd_config]",
            ],
            difference.Capabilities
                .Select(change => $"{DifferenceWords.Sign(change)} {change.Kind}: {DifferenceWords.Value(change)}")
                .OrderBy(Rank));
    }

    [Fact]
    public void Values_of_variables_are_never_shown()
    {
        ScanReport other = Before with
        {
            Inventory = Before.Inventory with
            {
                Configuration = SampleFindings.Configuration with { Environment = ["PATH=/bin", "API_TOKEN=another"] },
            },
        };

        Assert.DoesNotContain(
            ImageDifference.Between(Before, other).Capabilities, change => change.Kind == "variable");
    }

    [Fact]
    public void What_could_not_be_judged_is_said()
    {
        var difference = ImageDifference.Between(Before, SampleScan.Clean);

        Assert.Contains(difference.Unjudged, text => text.Contains("no advisories for Go", StringComparison.Ordinal));
        Assert.Contains("only one of the two scans looked for malware", difference.Unjudged);
    }

    [Theory]
    [InlineData("table", "difference.txt")]
    [InlineData("json", "difference.json")]
    [InlineData("markdown", "difference.md")]
    public void Difference_is_written_as_the_golden_file_shows(string format, string golden)
    {
        string path = Testdata.PathOf(golden);
        string actual = Write(ImageDifference.Between(Before, After), format, 80);
        if (Environment.GetEnvironmentVariable("SKEP_ACCEPT") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path), actual);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("markdown")]
    public void Hostile_names_reach_nobody_as_control_characters(string format)
    {
        foreach (ScanReport report in new[] { HostileScan.Report, HostileScan.Long })
        {
            string text = Write(ImageDifference.Between(SampleScan.Report, report), format, 63)
                + Write(ImageDifference.Between(report, SampleScan.Report), format, 63);
            Assert.DoesNotContain(text, c => c != '\n' && char.IsControl(c));
            Assert.True(
                format != "table" || text.Split('\n').All(line => DisplayText.Width(line) <= 63),
                "wider than the page");
            Assert.True(format != "markdown" || text.Length < 2 * 60_000, "too long for a comment");
        }
    }

    private static int Rank(string line) =>
        Array.FindIndex(
            ["base", "user", "port", "- variable", "+ variable", "setuid", "cron", "listener"],
            word => line.Contains(word, StringComparison.Ordinal));

    private static string Write(ImageDifference difference, string format, int width)
    {
        using var output = new MemoryStream();
        DifferenceFormats.Write(difference, format, output, new ReportOptions { Width = width });
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static ScanReport Next()
    {
        ImagePackage lodash = SampleScan.Lodash with
        {
            Package = SampleScan.Lodash.Package with { Version = "4.17.21" },
        };
        ImagePackage ssl = SampleScan.OpenSsl with
        {
            Package = SampleScan.OpenSsl.Package with { Version = "1.1.1d-0+deb10u5" },
        };
        ImagePackage axios = lodash with { Package = lodash.Package with { Name = "axios", Version = "1.7.0" } };
        VulnerabilityFinding[] open =
        [
            .. Before.Vulnerabilities
                .Where(finding => finding.Vulnerability.Id is not ("GHSA-35jh-r3h4-6jhm" or "CVE-2026-0001"))
                .Select(finding => finding.Package == SampleScan.OpenSsl ? finding with { Package = ssl } : finding),
            Before.Vulnerabilities[3] with
            {
                Id = "n1",
                Package = axios,
                Vulnerability = new Vulnerability("CVE-2026-9999") { Title = "Request forgery in axios" },
            },
        ];
        return Before with
        {
            Inventory = NextInventory([ssl, SampleScan.Log4J, lodash, SampleScan.GoNet, axios]),
            Vulnerabilities = open,
            Findings =
            [
                .. SampleFindings.All.Where(finding => finding.Scanner is not Scanner.Malware),
                SampleFindings.All[6] with
                {
                    Id = "n2",
                    Sighting = SampleFindings.All[6].Sighting with
                    {
                        Rule = new RuleId("config/ports/ssh"),
                        Message = "9229/tcp is the port of a debugger",
                    },
                },
            ],
        };
    }

    private static ImageInventory NextInventory(IReadOnlyList<ImagePackage> packages) => Before.Inventory with
    {
        Image = Before.Inventory.Image with { Name = "registry.example/shop/web:1.5" },
        Packages = packages,
        Base = SampleFindings.Base with { Name = "debian:12" },
        Layers =
        [
            Before.Inventory.Layers[0],
            new LayerSummary
            {
                Index = 1,
                DiffId = Digest.Parse("sha256:" + new string('9', 64)),
                Instruction = "COPY . /srv",
                Statistics = new LayerStatistics { Bytes = 5_000_000 },
            },
        ],
        Configuration = SampleFindings.Configuration with
        {
            User = "app",
            Environment = ["PATH=/usr/bin", "NODE_ENV=production"],
            ExposedPorts = ["22/tcp", "8080/tcp", "9229/tcp"],
        },
        Traits =
        [
            SampleFindings.Traits[0],
            SampleFindings.Traits[1],
            new(new Trait(TraitKinds.Cron, "0 3 * * * root /usr/local/bin/backup") { Location = "etc/cron.d/backup" }),
        ],
        SpecialFiles =
        [
            .. SampleFindings.SpecialFiles,
            new(new SpecialFile(LayerPath.Parse("usr/local/bin/helper"), 0b100_111_101_101, IsDirectory: false)),
        ],
    };
}
