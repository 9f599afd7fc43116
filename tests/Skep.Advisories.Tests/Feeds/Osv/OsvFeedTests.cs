using System.Text;
using Skep.Advisories.Feeds;
using Skep.Advisories.Feeds.Osv;
using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Tests.Feeds.Osv;

public sealed class OsvFeedTests : FeedContract
{
    private protected override IAdvisoryFeed Feed => new OsvFeed();

    private protected override string SamplePath => "osv/PyPI/all.zip!GHSA-aaaa-bbbb-cccc.json";

    private protected override string Sample =>
        """
            {"schema_version": "1.6.0", "id": "GHSA-aaaa-bbbb-cccc", "modified": "2024-05-01T00:00:00Z",
              "published": "2024-04-01T00:00:00Z",
             "aliases": ["CVE-2024-1"], "related": ["CVE-2024-2"], "summary": "A title", "details": "A text",
             "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
             "database_specific": {"severity": "MODERATE", "cwe_ids": ["CWE-79"]},
             "references": [{"type": "WEB", "url": "https://example.org/a"}],
             "affected": [{"package": {"ecosystem": "PyPI", "name": "Some_Package"},
               "ranges": [{"type": "GIT", "repo": "x", "events": [{"introduced": "abc"}, {"fixed": "def"}]},
                          {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.4"},
                            {"introduced": "2.0"}, {"last_affected": "2.3"}]}],
               "versions": ["1.0", "2.1"]}]}
            """;

    [Fact]
    public async Task Record_is_read_with_all_it_tells()
    {
        RecordingAdvisorySink read = await Read(Sample);

        Advisory advisory = Assert.Single(read.Advisories);
        Assert.Equal("osv/PyPI", read.Parts[0].Feed);
        Assert.Equal(["CVE-2024-1"], advisory.Aliases);
        Assert.Empty(advisory.Covers);
        Assert.Equal(Severity.Medium, advisory.Severity);
        Assert.Equal(
            new CvssScore("ghsa", "3.1", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8),
            Assert.Single(advisory.Cvss));
        AffectedPackage affected = Assert.Single(advisory.Affected);
        Assert.Equal(["< 1.4", ">= 2.0, <= 2.3"], affected.Ranges.Select(range => range.ToString()));
        Assert.Equal(["1.0", "2.1"], affected.Versions);
    }

    [Fact]
    public async Task Commit_ranges_alone_are_searchable_but_affect_nothing() =>
        Assert.Empty(
            Assert
                .Single(
                    (
                        await Read(
                            """
                            {"id": "EEF-1", "modified": "2025-01-01T00:00:00Z", "aliases": [], "affected": [
                              {"package": {"ecosystem": "Hex", "name": "x"}, "ranges": [{"type": "GIT", "events":
                                [{"introduced": "abc"}]}]}]}
                            """)
                    ).Advisories)
                .Affected);

    [Fact]
    public async Task AlmaLinux_notice_covers_the_cves_it_relates_to_and_knows_its_module()
    {
        Advisory notice = Assert.Single(
            (await Read(Alma("ALSA-2024:1", "Important: nodejs:18 security update"))).Advisories);

        Assert.Equal(["CVE-2024-1", "CVE-2024-2"], notice.Covers);
        Assert.Equal(Severity.High, notice.Severity);
        AffectedPackage affected = Assert.Single(notice.Affected);
        Assert.Equal("nodejs:18", affected.Module);
        Assert.True(affected.IsBinary);
        Assert.Equal("almalinux:8", affected.Scope);
    }

    [Fact]
    public async Task Bug_fix_notices_affect_nothing() =>
        Assert.Empty(
            Assert.Single((await Read(Alma("ALBA-2024:1", "nodejs:18 bug fix update"))).Advisories).Affected);

    [Fact]
    public async Task Loose_record_replaces_only_itself()
    {
        RecordingAdvisorySink loose = await Read(Encoding.UTF8.GetBytes(Sample), "/home/me/GHSA-aaaa-bbbb-cccc.json");
        RecordingAdvisorySink archived = await Read(Encoding.UTF8.GetBytes(Sample), SamplePath, isInArchive: true);

        Assert.All(loose.Parts, part => Assert.False(part.IsWhole));
        Assert.All(archived.Parts, part => Assert.True(part.IsWhole));
    }

    [Theory]
    [InlineData("Alpine:v3.18", "alpine:3.18")]
    [InlineData("Debian:12", "debian:12")]
    [InlineData("Ubuntu:22.04:LTS", "ubuntu:22.04")]
    [InlineData("Ubuntu:Pro:16.04:LTS", "ubuntu:16.04-pro")]
    [InlineData("Ubuntu:Pro:FIPS-updates:20.04:LTS", "ubuntu:20.04-fips")]
    [InlineData("Red Hat:enterprise_linux:9::baseos", "rhel:9")]
    [InlineData("Red Hat:rhel_eus:9.2::appstream", "rhel-eus:9.2")]
    [InlineData("SUSE:Linux Enterprise Module for Basesystem 15 SP3", "sles:15.3")]
    [InlineData("openSUSE:Leap 15.4", "opensuse-leap:15.4")]
    [InlineData("openSUSE:Tumbleweed", "opensuse-tumbleweed")]
    [InlineData("Packagist:https://packages.drupal.org/8", "composer")]
    [InlineData("crates.io", "cargo")]
    [InlineData("Moon OS:1", null)]
    public void Ecosystems_are_scopes(string ecosystem, string? scope) =>
        Assert.Equal(scope, OsvEcosystems.Scope(ecosystem));

    private static string Alma(string id, string title) =>
        $$"""
            {"id": "{{id}}", "summary": "{{title}}", "related": ["CVE-2024-1", "CVE-2024-2"], "details": "x",
              "modified": "2024-01-01T00:00:00Z",
             "affected": [{"package": {"ecosystem": "AlmaLinux:8", "name": "nodejs"}, "ranges": [{"type": "ECOSYSTEM",
               "events": [{"introduced": "0"}, {"fixed": "1:18.20.2-1.module_el8.9.0+3775+d8460d29"}]}]}]}
            """;
}
