using Skep.Advisories.Feeds;
using Skep.Advisories.Feeds.RedHat;
using Skep.Advisories.Model;
using Skep.Advisories.Tests.Feeds.Oval;
using Skep.Core;
using static Skep.Advisories.Tests.Feeds.Oval.OvalSamples;

namespace Skep.Advisories.Tests.Feeds.RedHat;

public sealed class RedHatOvalFeedTests : FeedContract
{
    private const string Erratum = """
        <title>RHSA-2024:0001: nodejs:18 security update (Important)</title>
        <reference ref_id="RHSA-2024:0001" ref_url="https://example.org/RHSA-2024:0001" source="RHSA"/>
        <reference ref_id="CVE-2024-1" ref_url="https://example.org/CVE-2024-1" source="CVE"/>
        <description>Fixes.</description>
        <advisory from="x"><severity>Important</severity><issued date="2024-02-04"/><updated date="2024-02-05"/>
        <cve cvss3="4.8/CVSS:3.1/AV:N/AC:H/PR:L/UI:R/S:U/C:N/I:H/A:N" cwe="CWE-20" impact="low">CVE-2024-1</cve>
        <cve>CVE-2024-2</cve>
        <affected_cpe_list><cpe>cpe:/a:redhat:enterprise_linux:8::appstream</cpe></affected_cpe_list></advisory>
        """;

    private const string Unfixed = """
        <title>CVE-2024-3 curl: a flaw (moderate)</title><reference ref_id="CVE-2024-3" source="CVE"/>
        <advisory><severity>Moderate</severity><affected>
        <resolution state="Will not fix"><component>curl</component></resolution>
        <resolution state="Affected"><component>libssh</component></resolution></affected></advisory>
        """;

    private protected override IAdvisoryFeed Feed => new RedHatOvalFeed();

    private protected override string SamplePath => "redhat/oval/rhel-8.oval.xml";

    private protected override string Sample
    {
        get
        {
            var oval = new OvalSamples("oval:com.redhat.rhsa");
            string release = oval.Condition("Red Hat Enterprise Linux 8 is installed");
            string must = oval.Condition("Red Hat Enterprise Linux must be installed");
            return oval.File(
                oval.Definition(":def:1", Erratum, Any(must, All(
                    release,
                    oval.Condition("Module nodejs:18 is enabled"),
                    Any(All(
                        oval.Below("nodejs", "1:18.1-1.module+el8", "aarch64|x86_64"),
                        oval.Package("nodejs", "<l:signature_keyid operation=\"equals\">199e</l:signature_keyid>")))))),
                oval.Definition(":def:2", Unfixed, Any(must, All(release, Any(
                    oval.Package("libcurl", string.Empty, "libcurl is installed"),
                    oval.Package("curl", string.Empty, "curl is installed"),
                    oval.Package("libssh-config", string.Empty, "libssh-config is installed"))))),
                oval.Definition(".unaffected:def:3", Unfixed.Replace("4-3", "4-4", StringComparison.Ordinal), All(
                    release, oval.Package("curl", string.Empty, "curl is installed"))));
        }
    }

    [Fact]
    public async Task Erratum_covers_its_vulnerabilities_and_keeps_module_and_architectures()
    {
        RecordingAdvisorySink read = await Read(Sample);

        Advisory erratum = read.Advisories[0];
        AffectedPackage nodejs = Assert.Single(erratum.Affected);
        Assert.Equal("RHSA-2024:0001", erratum.Id);
        Assert.Equal(["CVE-2024-1", "CVE-2024-2"], erratum.Covers);
        Assert.Equal(Severity.High, erratum.Severity);
        Assert.Equal(
            ("rhel:8", "nodejs", "nodejs:18", "< 1:18.1-1.module+el8", true),
            (nodejs.Scope, nodejs.Name, nodejs.Module, nodejs.Ranges[0].ToString(), nodejs.IsBinary));
        Assert.Equal(["aarch64", "x86_64"], nodejs.Architectures);
    }

    [Fact]
    public async Task Each_vulnerability_of_an_erratum_is_rated_apart()
    {
        Advisory rating = Assert.Single((await Read(Sample)).Advisories, advisory => advisory.Id == "CVE-2024-1");

        Assert.Equal((Severity.Low, 4.8), (rating.Severity, rating.Cvss[0].Score));
        Assert.Equal(["CWE-20"], rating.Cwes);
    }

    [Fact]
    public async Task What_has_no_erratum_is_affected_in_every_version_with_its_resolution()
    {
        Advisory unfixed = Assert.Single((await Read(Sample)).Advisories, advisory => advisory.Id == "CVE-2024-3");

        Assert.All(unfixed.Affected, affected => Assert.Equal(VersionRange.All, Assert.Single(affected.Ranges)));
        Assert.Equal(
            [
                ("libcurl", AffectedStatus.WillNotFix), ("curl", AffectedStatus.WillNotFix),
                ("libssh-config", AffectedStatus.Affected),
            ],
            unfixed.Affected.Select(affected => (affected.Name, affected.Status)));
    }

    [Fact]
    public async Task Unaffected_component_is_said_to_be_so() => Assert.Equal(
        AffectedStatus.NotAffected,
        Assert.Single((await Read(Sample)).Advisories, advisory => advisory.Id == "CVE-2024-4").Affected[0].Status);

    [Fact]
    public async Task Extended_stream_is_not_the_release()
    {
        string eus = Sample.Replace("enterprise_linux:8::", "rhel_eus:8.4::", StringComparison.Ordinal);

        Assert.Equal("rhel-eus:8.4", (await Read(eus)).Advisories[0].Affected[0].Scope);
    }

    [Fact]
    public async Task Damaged_file_brings_nothing_and_says_so()
    {
        RecordingAdvisorySink read = await Read(Sample[..^40]);

        Assert.Empty(read.Parts);
        Assert.Single(read.Problems);
    }

    [Fact]
    public async Task Document_type_is_refused()
    {
        RecordingAdvisorySink read = await Read(
            Sample.Replace("<oval_def", "<!DOCTYPE x [<!ENTITY a \"b\">]><oval_def", StringComparison.Ordinal));

        Assert.Empty(read.Advisories);
        Assert.Single(read.Problems);
    }

    [Fact]
    public async Task Missing_test_is_a_problem()
    {
        RecordingAdvisorySink read = await Read(
            Sample.Replace("test_ref=\"oval:com.redhat.rhsa:tst:4\"", "test_ref=\"x\"", StringComparison.Ordinal));

        Assert.Contains("RHSA-2024:0001", Assert.Single(read.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Image_of_the_release_is_matched_by_stream()
    {
        using var database = new TestDatabase();
        database.Write("rhel-8.oval.xml", Sample);
        await database.ImportAsync();

        MatchResult result = database.Match(
            new Distribution("rhel", "8.9"),
            Found.Rpm("nodejs", "1:18.0-1.module+el8", "nodejs:18:1:a"),
            Found.Rpm("nodejs", "1:18.0-1.module+el8", "nodejs:16:1:a"),
            Found.Rpm("curl", "7.61-1.el8"));

        Assert.Equal(
            [
                ("CVE-2024-1", "nodejs", Severity.Low), ("CVE-2024-2", "nodejs", Severity.High),
                ("CVE-2024-3", "curl", Severity.Medium),
            ],
            result.Findings.OrderBy(f => f.Vulnerability.Id)
                .Select(f => (f.Vulnerability.Id, f.Package.Package.Name, f.Severity)));
    }

    [Fact]
    public async Task Real_file_is_read_without_a_problem()
    {
        RecordingAdvisorySink read = await SharedOval.Read(Feed, "redhat/oval/com.redhat.rhsa-RHEL8-2020-02.xml.xz");

        Assert.Empty(read.Problems);
        Advisory erratum = Assert.Single(read.Advisories, advisory => advisory.Id == "RHEA-2020:0330");
        Assert.Equal(["CVE-2019-16775", "CVE-2019-16776", "CVE-2019-16777"], erratum.Covers);
        Assert.Contains(erratum.Affected, a => a is { Scope: "rhel:8", Name: "npm", Module: "nodejs:12" });
        Assert.DoesNotContain(
            read.Advisories, a => a.Id.StartsWith("RHBA-", StringComparison.Ordinal) && a.Covers.Count == 0);
    }
}
