using Skep.Core;

namespace Skep.Advisories.Tests;

public sealed class LanguageMatchingTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Records_of_several_publishers_are_one_finding_under_the_cve()
    {
        Write("GHSA-1", "PyPI", "jinja2", ["CVE-2024-1"], "{\"introduced\": \"0\"}, {\"fixed\": \"3.1.3\"}");
        Write("PYSEC-2024-1", "PyPI", "Jinja2", ["GHSA-1"], "{\"introduced\": \"0\"}, {\"fixed\": \"3.1.3\"}");
        await _database.ImportAsync();

        VulnerabilityFinding finding = Assert.Single(
            _database.Match(null, Package("pypi", "Jinja2", "3.1.2")).Findings);

        Assert.Equal("CVE-2024-1", finding.Vulnerability.Id);
        Assert.Equal(["GHSA-1", "PYSEC-2024-1"], finding.Vulnerability.Aliases.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Records_without_a_cve_are_joined_by_their_best_name()
    {
        Write(
            "RUSTSEC-2024-1",
            "crates.io",
            "smallvec",
            ["GHSA-9"],
            "{\"introduced\": \"0\"}, {\"fixed\": \"1.6.1\"}");
        Write("GHSA-9", "crates.io", "smallvec", [], "{\"introduced\": \"0\"}, {\"fixed\": \"1.6.1\"}");
        await _database.ImportAsync();

        VulnerabilityFinding finding = Assert.Single(
            _database.Match(null, Package("cargo", "smallvec", "1.6.0")).Findings);

        Assert.Equal("GHSA-9", finding.Vulnerability.Id);
        Assert.Contains("RUSTSEC-2024-1", finding.Vulnerability.Aliases);
    }

    [Fact]
    public async Task Record_of_two_cves_gives_two_findings()
    {
        Write(
            "GO-2024-1",
            "Go",
            "golang.org/x/net",
            ["CVE-2024-1", "CVE-2024-2"],
            "{\"introduced\": \"0\"}, {\"fixed\": \"0.23.0\"}");
        await _database.ImportAsync();

        Assert.Equal(
            ["CVE-2024-1", "CVE-2024-2"],
            _database
                .Match(null, Package("golang", "golang.org/x/net", "v0.22.0"))
                .Findings.Select(f => f.Vulnerability.Id));
    }

    [Theory]
    [InlineData("1.9.0", false)]
    [InlineData("2.0.0", true)]
    [InlineData("2.4.9", true)]
    [InlineData("2.5.0", false)]
    [InlineData("3.0.0-beta.1", false)]
    [InlineData("3.0.0", true)]
    [InlineData("3.1.0", true)]
    [InlineData("3.1.1", false)]
    public async Task Every_range_counts_with_its_own_ends(string version, bool isAffected)
    {
        Write(
            "GHSA-1",
            "npm",
            "a",
            ["CVE-2024-1"],
            "{\"introduced\": \"2.0.0\"}, {\"fixed\": \"2.5.0\"}, "
            + "{\"introduced\": \"3.0.0\"}, {\"last_affected\": \"3.1.0\"}");
        await _database.ImportAsync();

        Assert.Equal(isAffected, _database.Match(null, Package("npm", "a", version)).Findings.Count == 1);
    }

    [Fact]
    public async Task Fix_of_the_own_branch_comes_first_and_all_are_listed()
    {
        Write(
            "GHSA-1",
            "npm",
            "a",
            ["CVE-2024-1"],
            "{\"introduced\": \"1.0.0\"}, {\"fixed\": \"1.5.1\"}, {\"introduced\": \"2.0.0\"}, {\"fixed\": \"2.0.3\"}");
        await _database.ImportAsync();

        VulnerabilityFinding finding = Assert.Single(_database.Match(null, Package("npm", "a", "1.5.0")).Findings);

        Assert.Equal("1.5.1", finding.FixedVersion);
        Assert.Equal(["1.5.1", "2.0.3"], finding.FixedVersions);
        Assert.Equal(">= 1.0.0, < 1.5.1", finding.Match.Rule);
    }

    [Fact]
    public async Task Withdrawn_record_matches_nothing_and_is_still_found_by_search()
    {
        _database.Write(
            "osv/npm/a.json",
            """
            {"id": "GHSA-1", "modified": "2024-05-01T00:00:00Z", "withdrawn": "2024-06-01T00:00:00Z", "aliases":
              [], "affected": [
              {"package": {"ecosystem": "npm", "name": "a"}, "ranges": [{"type": "SEMVER", "events":
                [{"introduced": "0"}]}]}]}
            """);
        await _database.ImportAsync();

        Assert.Empty(_database.Match(null, Package("npm", "a", "1.0.0")).Findings);
        using AdvisoryDatabase database = _database.Open();
        Assert.True(Assert.Single(database.Search("GHSA-1", 5)).Advisory.IsWithdrawn);
    }

    [Fact]
    public async Task Package_that_the_distribution_owns_is_judged_by_the_distribution()
    {
        Write("GHSA-1", "PyPI", "urllib3", ["CVE-2024-1"], "{\"introduced\": \"0\"}, {\"fixed\": \"2.0.0\"}");
        _database.Write(
            "tracker.json",
            """
            {"python-urllib3": {"CVE-2024-1": {"releases": {"bookworm": {"status": "resolved",
              "fixed_version": "1.26.12-1+deb12u1", "urgency": "low"}}}}}
            """);
        await _database.ImportAsync();
        ImagePackage owned = new(Package("pypi", "urllib3", "1.26.12")) { OwnedBy = "deb:python3-urllib3" };

        Assert.Empty(_database.Match(Found.Debian("12"), [owned]).Findings);

        // Where no feed speaks for the distribution, the language's own is better than none.
        Assert.Single(_database.Match(Found.Debian("99"), [owned]).Findings);
    }

    [Fact]
    public async Task Severity_is_the_publishers_word_before_anybodys_number()
    {
        _database.Write(
            "osv/npm/a.json",
            """
            {"id": "GHSA-1", "modified": "2024-05-01T00:00:00Z", "aliases": ["CVE-2024-1"], "database_specific":
              {"severity": "MODERATE"},
             "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
             "affected": [{"package": {"ecosystem": "npm", "name": "a"}, "ranges": [{"type": "SEMVER", "events":
               [{"introduced": "0"}]}]}]}
            """);
        await _database.ImportAsync();

        VulnerabilityFinding finding = Assert.Single(_database.Match(null, Package("npm", "a", "1.0.0")).Findings);

        Assert.Equal((Severity.Medium, "ghsa"), (finding.Severity, finding.SeveritySource));
        Assert.Equal(VulnerabilityStatus.Affected, finding.Status);
        Assert.Null(finding.FixedVersion);
    }

    private void Write(string id, string ecosystem, string name, string[] aliases, string events) =>
        _database.Write(
            $"osv/{ecosystem}/{id}.json",
            $$"""
            {"id": "{{id}}", "modified": "2024-05-01T00:00:00Z", "aliases": [{{string.Join(
                ',',
                aliases.Select(a => $"\"{a}\"")
            )}}], "affected": [
              {"package": {"ecosystem": "{{ecosystem}}", "name": "{{name}}"}, "ranges": [{"type": "ECOSYSTEM",
                "events": [{{events}}]}]}]}
            """);

    private static Package Package(string ecosystem, string name, string version) =>
        new(new EcosystemId(ecosystem), name, version);
}
