using System.Text;
using System.Text.Json;
using Skep.Core;
using Skep.Policy.Vex;
using Skep.Testing;

namespace Skep.Policy.Tests.Vex;

public sealed class OpenVexWriterTests
{
    private static readonly ScanReport Decided = SetAside(
        ("CVE-2022-1292", "not affected: vulnerable_code_not_in_execute_path; c_rehash is not shipped"),
        ("CVE-2021-3711", "vulnerable_code_not_present: SM2 is not compiled in"),
        ("GHSA-35jh-r3h4-6jhm", "fixed"),
        ("CVE-2022-27664", "behind the gateway, which limits it"));

    [Fact]
    public void What_is_harmless_is_read_back_as_such_and_accepted_risks_stay_open()
    {
        ScanReport fresh = Decided with { Vulnerabilities = SampleScan.Report.Vulnerabilities, Suppressed = [] };

        ScanReport applied = VexDocument.Parse("x.json", Write(Decided)).Apply(fresh);

        Assert.Equal(
            ["CVE-2021-3711", "CVE-2022-1292", "GHSA-35jh-r3h4-6jhm"],
            applied.Suppressed.Select(entry => entry.Finding.Names.First()).Order(StringComparer.Ordinal));
        Assert.Contains(
            applied.Suppressed,
            entry => entry.Reason.StartsWith(
                "not affected: vulnerable_code_not_in_execute_path; c_rehash is not shipped",
                StringComparison.Ordinal));
        Assert.Contains(applied.Vulnerabilities, found => found.Vulnerability.Id == "CVE-2022-27664");
    }

    [Fact]
    public void Accepted_risks_are_not_affected_only_when_somebody_says_so()
    {
        ScanReport fresh = Decided with { Vulnerabilities = SampleScan.Report.Vulnerabilities, Suppressed = [] };

        ScanReport applied = VexDocument
            .Parse("x.json", Write(Decided, new OpenVexOptions { IgnoredAsNotAffected = true }))
            .Apply(fresh);

        Assert.Contains(applied.Suppressed, entry => entry.Finding.Names.First() == "CVE-2022-27664");
    }

    [Fact]
    public void Statements_hold_for_the_scanned_image_only()
    {
        ScanReport other = SampleScan.Report with
        {
            Suppressed = [],
            Inventory = SampleScan.Report.Inventory with
            {
                Image = new ImageIdentity
                {
                    Name = "registry.example/shop/web:1.4",
                    ManifestDigest = Digest.Parse("sha256:" + new string('f', 64)),
                },
            },
        };

        Assert.Empty(VexDocument.Parse("x.json", Write(Decided)).Apply(other).Suppressed);
    }

    [Fact]
    public void Document_has_what_the_specification_asks_for()
    {
        using JsonDocument json = JsonDocument.Parse(Write(Decided, new OpenVexOptions { WithOpen = true }));
        JsonElement root = json.RootElement;

        Assert.Equal("https://openvex.dev/ns/v0.2.0", root.GetProperty("@context").GetString());
        Assert.StartsWith("https://openvex.dev/docs/public/vex-", root.GetProperty("@id").GetString());
        Assert.Equal("Skep", root.GetProperty("author").GetString());
        Assert.Equal(Decided.CreatedAt, root.GetProperty("timestamp").GetDateTimeOffset());
        Assert.Equal(1, root.GetProperty("version").GetInt32());
        Assert.All(root.GetProperty("statements").EnumerateArray(), statement =>
        {
            Assert.NotEmpty(statement.GetProperty("vulnerability").GetProperty("name").GetString()!);
            Assert.All(
                statement.GetProperty("products").EnumerateArray(),
                product => Assert.StartsWith(
                    "pkg:oci/web@sha256:aaa", product.GetProperty("@id").GetString(), StringComparison.Ordinal));
            switch (statement.GetProperty("status").GetString())
            {
                case "not_affected":
                    Assert.True(statement.TryGetProperty("justification", out JsonElement word)
                        ? VexJustification.All.Contains(word.GetString())
                        : statement.TryGetProperty("impact_statement", out _));
                    break;
                case "affected":
                    Assert.NotEmpty(statement.GetProperty("action_statement").GetString()!);
                    break;
                case var status:
                    Assert.Contains(status, (string[])["fixed", "under_investigation"]);
                    break;
            }
        });
    }

    [Fact]
    public void Same_reports_give_the_same_bytes_and_others_another_id()
    {
        Assert.Equal(Write(Decided), Write(Decided));
        Assert.NotEqual(IdOf(Write(Decided)), IdOf(Write(Decided, new OpenVexOptions { Author = "other" })));
    }

    [Fact]
    public void What_is_open_somewhere_is_not_set_aside_by_what_is_harmless_elsewhere()
    {
        VulnerabilityFinding found = SampleScan.Report.Vulnerabilities[0];
        ScanReport both = SampleScan.Report with
        {
            Vulnerabilities = [found],
            Suppressed = [new SuppressedFinding(found, "not affected: component_not_present", "x:1")],
        };

        ScanReport applied = VexDocument
            .Parse("x.json", Write(both, new OpenVexOptions { WithOpen = true }))
            .Apply(both with { Suppressed = [] });

        Assert.Single(applied.Vulnerabilities);
    }

    [Fact]
    public void Hostile_reports_are_survived() =>
        Assert.Empty(VexDocument.Parse("x.json", Write(HostileScan.Report)).Apply(SampleScan.Clean).Suppressed);

    private static byte[] Write(ScanReport report, OpenVexOptions? options = null)
    {
        using var stream = new MemoryStream();
        OpenVexWriter.Write([report], stream, options ?? new OpenVexOptions());
        return stream.ToArray();
    }

    private static string IdOf(byte[] document)
    {
        using JsonDocument json = JsonDocument.Parse(Encoding.UTF8.GetString(document));
        return json.RootElement.GetProperty("@id").GetString()!;
    }

    private static ScanReport SetAside(params (string Id, string Reason)[] decisions)
    {
        ILookup<string, string> reasons = decisions.ToLookup(pair => pair.Id, pair => pair.Reason);
        return SampleScan.Report with
        {
            Vulnerabilities = [.. SampleScan.Report.Vulnerabilities.Where(f => !reasons.Contains(f.Vulnerability.Id))],
            Suppressed =
            [
                .. SampleScan.Report.Vulnerabilities
                    .Where(found => reasons.Contains(found.Vulnerability.Id))
                    .Select(found => new SuppressedFinding(
                        found, reasons[found.Vulnerability.Id].First(), "exceptions.yaml:3, by ann")),
            ],
        };
    }
}
