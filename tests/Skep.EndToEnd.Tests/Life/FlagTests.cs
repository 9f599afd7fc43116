using System.Text.Json.Nodes;
using Skep.Testing;

namespace Skep.EndToEnd.Tests.Life;

/// <summary>Which findings count, and what is looked at.</summary>
public sealed class FlagTests : IDisposable
{
    private static readonly string[] Scan = ["image", "--input", "image.tar", "-f", "json"];

    private readonly SkepCommand _skep = new();

    public FlagTests() => _skep.File("image.tar", Samples.Vulnerable().DockerArchive());

    public void Dispose() => _skep.Dispose();

    [Theory]
    [InlineData("--severity", "low,medium")]
    [InlineData("--ignore-status", "fixed")]
    [InlineData("--skip-dirs", "app/node_modules")]
    [InlineData("--skip-files", "**/package.json")]
    public async Task What_nobody_asked_for_is_left_out_and_breaks_no_policy(params string[] flags)
    {
        await Samples.ImportAsync(_skep);
        SkepRun run = await _skep.RunAsync([.. Scan, "--fail-on", "high", .. flags]);
        Assert.Empty(run.Exits(0).Findings);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0, "--ignore-unfixed")]
    [InlineData(0, "--only-fixed")]
    public async Task What_has_no_fix_can_be_left_out(int expected, params string[] flags)
    {
        JsonNode advisory = JsonNode.Parse(Samples.Advisory())!;
        advisory["affected"]![0]!["ranges"]![0]!["events"]!.AsArray().RemoveAt(1);
        _skep.File("feeds/advisory.json", advisory.ToJsonString());
        (await _skep.RunAsync("db", "import", "feeds")).Exits(0);

        (await _skep.RunAsync([.. Scan, "--fail-on", "high", .. flags])).Exits(expected);
    }

    [Fact]
    public async Task Vendor_that_says_not_affected_is_believed()
    {
        await Samples.ImportAsync(_skep);
        _skep.File("vex.json", new JsonObject
        {
            ["@context"] = "https://openvex.dev/ns/v0.2.0",
            ["statements"] = new JsonArray(new JsonObject
            {
                ["vulnerability"] = new JsonObject { ["name"] = Samples.Id },
                ["products"] = new JsonArray(new JsonObject { ["@id"] = "pkg:npm/beehive@1.0.0" }),
                ["status"] = "not_affected",
                ["justification"] = "vulnerable_code_not_present",
            }),
        }.ToJsonString());

        SkepRun run = await _skep.RunAsync([.. Scan, "--fail-on", "high", "--vex", "vex.json"]);

        Assert.Empty(run.Exits(0).Findings);
        Assert.Single(run.Report.List("suppressed"));
    }

    [Fact]
    public async Task Removed_packages_are_shown_apart_and_only_when_asked_for()
    {
        await Samples.ImportAsync(_skep);
        SampleImage image = Samples.Vulnerable().Layer("RUN rm", ("app/node_modules/.wh.beehive", string.Empty));
        _skep.File("image.tar", image.DockerArchive());
        string[] scan = ["image", "--input", "image.tar", "--fail-on", "high"];

        SkepRun plain = await _skep.RunAsync(scan);
        SkepRun removed = await _skep.RunAsync([.. scan, "--removed"]);

        Assert.DoesNotContain(Samples.Id, plain.Exits(0).Output, StringComparison.Ordinal);
        Assert.Contains("still shipped", removed.Exits(0).Output, StringComparison.Ordinal);
        Assert.Contains(Samples.Id, removed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_packages_are_listed_when_asked_for()
    {
        _skep.File("image.tar", Samples.Clean().DockerArchive());
        SkepRun run = await _skep.RunAsync("image", "--input", "image.tar", "--offline", "--list-all-pkgs");
        Assert.Contains("beehive", run.Exits(0).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, null, true)]
    [InlineData(80, null, true)]
    [InlineData(80, "1", false)]
    public async Task Table_fits_the_terminal_and_is_coloured_unless_told_otherwise(
        int columns, string? noColor, bool isColoured)
    {
        await Samples.ImportAsync(_skep);
        _skep.Variables["NO_COLOR"] = noColor;
        _skep.Variables["TERM"] = "xterm";

        SkepRun run = await _skep.RunOnTerminalAsync(columns, "image", "--input", "image.tar", "-q");

        Assert.Equal(isColoured, run.Exits(0).Output.Contains("\u001b[1;31m", StringComparison.Ordinal));
        Assert.Contains(Samples.Id, run.Output, StringComparison.Ordinal);
        if (!isColoured)
        {
            Assert.All(run.Output.Split('\n').Skip(1), line => Assert.InRange(line.TrimEnd().Length, 0, columns));
        }
    }
}
