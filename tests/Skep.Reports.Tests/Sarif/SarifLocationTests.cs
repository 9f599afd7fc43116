using System.Text.Json;
using Skep.Core;
using Skep.Reports.Sarif;
using Skep.Testing;

namespace Skep.Reports.Tests.Sarif;

public sealed class SarifLocationTests
{
    [Fact]
    public void File_is_named_by_its_path_in_the_image_with_line_and_bytes()
    {
        JsonElement place = Place("secrets/aws/access-key").GetProperty("physicalLocation");

        Assert.Equal("srv/.env", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        JsonElement region = place.GetProperty("region");
        Assert.Equal(3, region.GetProperty("startLine").GetInt32());
        Assert.Equal(210, region.GetProperty("byteOffset").GetInt64());
        Assert.Equal(20, region.GetProperty("byteLength").GetInt32());
    }

    [Theory]
    [InlineData("webshell/php/eval-input", "srv/public/up%20load.php")]
    [InlineData("CVE-2021-44228", "app/app.jar")]
    public void Path_is_a_reference_without_a_leading_slash(string rule, string expected) =>
        Assert.Equal(expected, Uri(Place(rule)));

    [Theory]
    [InlineData("a b#c?d%e:f", "a%20b%23c%3Fd%25e%3Af")]
    [InlineData("/etc/主机", "etc/%E4%B8%BB%E6%9C%BA")]
    [InlineData("app.jar!inner/A.class", "app.jar")]
    public void What_could_mean_something_else_in_a_reference_is_encoded(string path, string expected)
    {
        RuleFinding first = SampleFindings.All[0];
        RuleFinding finding = first with { Sighting = first.Sighting with { Location = path } };

        Assert.Equal(expected, Uri(Place(FindingRule, finding)));
    }

    [Fact]
    public void Configuration_is_named_by_its_instruction_and_line()
    {
        JsonElement logical = Place("secrets/generic/token").GetProperty("logicalLocations")[0];

        Assert.Equal("ENV API_TOKEN=********", logical.GetProperty("name").GetString());
        Assert.Equal("Dockerfile:7: ENV API_TOKEN=********", logical.GetProperty("fullyQualifiedName").GetString());
        Assert.Equal("instruction", logical.GetProperty("kind").GetString());
    }

    [Fact]
    public void Engines_that_did_not_run_and_gaps_are_notifications()
    {
        using JsonDocument document = Write(SampleScan.Report);
        string[] ids =
        [
            .. document.RootElement.GetProperty("runs")[0].GetProperty("invocations")[0]
                .GetProperty("toolExecutionNotifications").EnumerateArray()
                .Select(note => note.GetProperty("descriptor").GetProperty("id").GetString()!),
        ];

        Assert.Equal(
            ["distribution/end-of-life", "advisories/missing", "engine/yara", "engine/hashes", "image/unreadable"],
            ids);
    }

    [Fact]
    public void Fingerprint_is_the_id_of_the_finding()
    {
        using JsonDocument document = Write(SampleScan.Report);
        string[] ids =
        [
            .. document.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
                .Select(r => r.GetProperty("partialFingerprints").GetProperty("skepFindingId/v1").GetString()!),
        ];

        Assert.Superset(SampleFindings.All.Select(finding => finding.Id).ToHashSet(), ids.ToHashSet());
        Assert.Distinct(ids);
    }

    private const string FindingRule = "malware/miner/xmrig";

    private static string? Uri(JsonElement place) => place.GetProperty("physicalLocation")
        .GetProperty("artifactLocation").GetProperty("uri").GetString();

    private static JsonElement Place(string rule, params RuleFinding[] findings)
    {
        ScanReport report = SampleScan.Report;
        using JsonDocument document = Write(findings.Length == 0 ? report : report with { Findings = findings });
        return document.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
            .Single(result => result.GetProperty("ruleId").GetString() == rule)
            .GetProperty("locations")[0].Clone();
    }

    private static JsonDocument Write(ScanReport report)
    {
        using var output = new MemoryStream();
        new SarifReportWriter().Write([report], output, new ReportOptions());
        return JsonDocument.Parse(output.ToArray());
    }
}
