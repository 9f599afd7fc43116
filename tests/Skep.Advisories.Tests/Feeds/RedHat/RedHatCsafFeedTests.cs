using Skep.Advisories.Feeds;
using Skep.Advisories.Feeds.RedHat;
using Skep.Advisories.Model;
using Skep.Core;
using Skep.Testing;

namespace Skep.Advisories.Tests.Feeds.RedHat;

public sealed class RedHatCsafFeedTests : FeedContract
{
    private protected override IAdvisoryFeed Feed => new RedHatCsafFeed();

    private protected override string SamplePath => "redhat/csaf/cve-2024-1.json";

    private protected override string Sample => """
        {"document": {"aggregate_severity": {"namespace": "https://access.redhat.com/x"}, "category": "csaf_vex",
          "csaf_version": "2.0",
          "tracking": {"id": "CVE-2024-1", "current_release_date": "2024-05-01T00:00:00Z"}},
         "product_tree": {"branches": [{"category": "vendor", "name": "Red Hat", "branches": [
          {"product": {"product_id": "r8", "product_identification_helper":
            {"cpe": "cpe:/a:redhat:enterprise_linux:8::appstream"}}},
          {"product": {"product_id": "eus", "product_identification_helper":
            {"cpe": "cpe:/a:redhat:rhel_eus:8.6::appstream"}}},
          {"product": {"product_id": "ocp", "product_identification_helper":
            {"cpe": "cpe:/a:redhat:openshift:4::el8"}}},
          {"product": {"product_id": "ruby.x86", "product_identification_helper":
            {"purl": "pkg:rpm/redhat/ruby@2.5.9-111.module%2Bel8?arch=x86_64&epoch=1&rpmmod=ruby:2.5:8090:b46"}}},
          {"product": {"product_id": "ruby.arm", "product_identification_helper":
            {"purl": "pkg:rpm/redhat/ruby@2.5.9-111.module%2Bel8?arch=aarch64&epoch=1&rpmmod=ruby:2.5:8090:b46"}}},
          {"product": {"product_id": "ruby.src", "product_identification_helper":
            {"purl": "pkg:rpm/redhat/ruby@2.5.9-111.module%2Bel8?arch=src&epoch=1&rpmmod=ruby:2.5:8090:b46"}}},
          {"product": {"product_id": "curl", "product_identification_helper": {"purl": "pkg:rpm/redhat/curl"}}},
          {"product": {"product_id": "wget", "product_identification_helper": {"purl": "pkg:rpm/redhat/wget"}}},
          {"product": {"product_id": "bash.src", "product_identification_helper":
            {"purl": "pkg:rpm/redhat/bash?arch=src"}}}]}],
          "relationships": [
          {"full_product_name": {"product_id": "r8:ruby.x86"}, "product_reference": "ruby.x86",
            "relates_to_product_reference": "r8"},
          {"full_product_name": {"product_id": "r8:ruby.arm"}, "product_reference": "ruby.arm",
            "relates_to_product_reference": "r8"},
          {"full_product_name": {"product_id": "r8:ruby.src"}, "product_reference": "ruby.src",
            "relates_to_product_reference": "r8"},
          {"full_product_name": {"product_id": "eus:ruby"}, "product_reference": "ruby.x86",
            "relates_to_product_reference": "eus"},
          {"full_product_name": {"product_id": "ocp:ruby"}, "product_reference": "ruby.x86",
            "relates_to_product_reference": "ocp"},
          {"full_product_name": {"product_id": "r8:curl"}, "product_reference": "curl",
            "relates_to_product_reference": "r8"},
          {"full_product_name": {"product_id": "r8:wget"}, "product_reference": "wget",
            "relates_to_product_reference": "r8"},
          {"full_product_name": {"product_id": "r8:bash"}, "product_reference": "bash.src",
            "relates_to_product_reference": "r8"}]},
         "vulnerabilities": [{"cve": "CVE-2024-1", "cwe": {"id": "CWE-113"}, "title": "ruby: a flaw",
          "notes": [{"category": "description", "text": "A flaw was found."}],
          "product_status": {"fixed": ["r8:ruby.x86", "r8:ruby.arm", "r8:ruby.src", "eus:ruby", "ocp:ruby"],
            "known_affected": ["r8:curl"], "known_not_affected": ["r8:wget"], "under_investigation": ["r8:bash"]},
          "remediations": [{"category": "no_fix_planned", "details": "Will not fix", "product_ids": ["r8:curl"]}],
          "scores": [{"cvss_v3": {"vectorString": "CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H"}}],
          "threats": [{"category": "impact", "details": "Moderate"}]}]}
        """;

    [Fact]
    public async Task Each_status_is_read_for_its_release_module_and_architecture()
    {
        Advisory advisory = Assert.Single((await Read(Sample)).Advisories);

        Assert.Equal(
            (Severity.Medium, 8.8, "A flaw was found."),
            (advisory.Severity, advisory.Cvss[0].Score, advisory.Description));
        Assert.Equal(
            [
                ("rhel:8", "ruby", "ruby:2.5", "< 1:2.5.9-111.module+el8", AffectedStatus.Affected, true),
                ("rhel-eus:8.6", "ruby", "ruby:2.5", "< 1:2.5.9-111.module+el8", AffectedStatus.Affected, true),
                ("rhel:8", "curl", "", "every version", AffectedStatus.WillNotFix, true),
                ("rhel:8", "bash", "", "every version", AffectedStatus.UnderInvestigation, false),
                ("rhel:8", "wget", "", "every version", AffectedStatus.NotAffected, true),
            ],
            advisory.Affected.Select(a => (a.Scope, a.Name, a.Module, a.Ranges[0].ToString(), a.Status, a.IsBinary)));
        Assert.Equal(["x86_64", "aarch64"], advisory.Affected[0].Architectures);
    }

    [Fact]
    public async Task Advisory_covers_the_vulnerabilities_that_it_fixes_in_the_same_packages()
    {
        RecordingAdvisorySink read = await Read(
            Sample.Replace("\"id\": \"CVE-2024-1\"", "\"id\": \"RHSA-2024:1\"", StringComparison.Ordinal));

        Assert.Equal(["RHSA-2024:1", "CVE-2024-1"], read.Advisories.Select(advisory => advisory.Id));
        Assert.Equal(["CVE-2024-1"], read.Advisories[0].Covers);
        Assert.Empty(read.Advisories[1].Affected);
    }

    [Fact]
    public async Task Only_upstreams_own_archive_speaks_for_a_release()
    {
        byte[] content = System.Text.Encoding.UTF8.GetBytes(Sample);

        FeedPart loose = (await Read(content, "x/some.tar!a.json", isInArchive: true)).Parts[0];
        FeedPart whole = (await Read(content, "x/csaf_vex_2025-01-01.tar!2024/a.json", isInArchive: true)).Parts[0];

        Assert.False(loose.IsWhole);
        Assert.Empty(loose.Scopes);
        Assert.True(whole.IsWhole);
        Assert.Contains("rhel:8", whole.Scopes);
    }

    [Fact]
    public async Task Real_documents_are_read_without_a_problem()
    {
        string archive = SharedData.Require("advisories/csaf/csaf-vex-samples.tar.xz");
        using var database = new TestDatabase();
        ImportResult result = await database.ImportAsync(archive);

        Assert.Empty(result.Problems);
        Assert.Empty(result.Unrecognised);
        Assert.Equal(41, result.Files);
    }
}
