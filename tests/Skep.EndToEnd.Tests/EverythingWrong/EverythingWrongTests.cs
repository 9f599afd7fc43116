using System.Text.Json;

namespace Skep.EndToEnd.Tests.EverythingWrong;

/// <summary>An image with everything wrong: each thing is found once, where it is, with what to do about it.</summary>
public sealed class EverythingWrongTests(EverythingWrongScan scan) : IClassFixture<EverythingWrongScan>
{
    public static TheoryData<string> Rules => [.. EverythingWrongImage.All.Select(planted => planted.Rule)];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Each_planted_thing_is_found_once_at_its_place_with_evidence_and_advice(string rule)
    {
        Planted planted = EverythingWrongImage.All.Single(planted => planted.Rule == rule);
        SkepRun run = await scan.FirstAsync();

        JsonElement finding = Assert.Single(Findings(run), f => Text(f, "rule") == rule && IsMeant(f, planted));

        Assert.Equal(planted.Location, Text(finding, "location"));
        Assert.StartsWith(planted.Instruction, Text(finding, "instruction"), StringComparison.Ordinal);
        Assert.Equal(planted.IsRemoved, finding.GetProperty("isRemoved").GetBoolean());
        Assert.NotEmpty(Text(finding, "message"));
        Assert.NotEmpty(Text(finding, "advice"));
        if (planted.Location.Length > 0)
        {
            Assert.True(finding.GetProperty("layerIndex").GetInt32() >= 0);
        }
    }

    [Fact]
    public async Task Nothing_else_is_called_malware()
    {
        IEnumerable<string> found = Findings(await scan.FirstAsync())
            .Where(finding => Text(finding, "scanner") == "malware")
            .Select(finding => $"{Text(finding, "rule")} {Text(finding, "location")}");

        Assert.Empty(found.Except(EverythingWrongImage.All.Select(planted => $"{planted.Rule} {planted.Location}")));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("table")]
    [InlineData("sarif")]
    public async Task No_report_shows_a_secret(string format)
    {
        SkepRun run = await scan.AgainAsync(format);

        Assert.Contains("secrets/aws/access-key", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(
            EverythingWrongImage.Values, value => (run.Output + run.Error).Contains(value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_file_of_the_cache_holds_a_secret()
    {
        await scan.FirstAsync();

        Assert.All(Directory.EnumerateFiles(scan.Command.PathOf(".cache"), "*", SearchOption.AllDirectories), file =>
        {
            string content = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file));
            Assert.DoesNotContain(
                EverythingWrongImage.Values, value => content.Contains(value, StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task A_second_scan_from_the_cache_says_the_same()
    {
        SkepRun first = await scan.FirstAsync();
        SkepRun second = await scan.AgainAsync("json");

        Assert.Equal(Findings(first).Select(f => f.GetRawText()), Findings(second).Select(f => f.GetRawText()));
    }

    [Fact]
    public async Task A_gate_and_the_default_policy_fail_on_it()
    {
        await scan.FirstAsync();

        (await scan.Command.RunAsync("image", "--input", "wrong.tar", "--offline", "--fail-on", "high")).Exits(1);
        SkepRun policed = await scan.Command.RunAsync(
            "image", "--input", "wrong.tar", "--offline", "--policy", "default", "-f", "json", "-o", "report.json");
        policed.Exits(1);
        SkepRun replayed = await scan.Command.RunAsync(
            "policy", "explain", "--policy", "default", "--report", "report.json");
        replayed.Exits(1);
    }

    private static IEnumerable<JsonElement> Findings(SkepRun run) => run.Report.List("findings");

    private static bool IsMeant(JsonElement finding, Planted planted) =>
        planted.Subject is null || Text(finding, "subject") == planted.Subject;

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) ? value.GetString()! : string.Empty;
}
