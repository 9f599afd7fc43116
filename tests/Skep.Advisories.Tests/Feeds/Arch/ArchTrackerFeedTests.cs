using Skep.Advisories.Feeds;
using Skep.Advisories.Feeds.Arch;
using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Tests.Feeds.Arch;

public sealed class ArchTrackerFeedTests : FeedContract
{
    private protected override IAdvisoryFeed Feed => new ArchTrackerFeed();

    private protected override string SamplePath => "arch/all.json";

    private protected override string Sample => """
        [{"name": "AVG-1", "packages": ["glibc", "lib32-glibc"], "affected": "2.38-1", "fixed": "2.38-2",
          "severity": "High",
          "status": "Fixed", "type": "arbitrary code execution", "issues": ["CVE-2023-4911"], "advisories": ["ASA-1"]},
         {"name": "AVG-2", "packages": ["pam"], "affected": "1.7.0-2", "fixed": null, "severity": "Medium",
          "status": "Vulnerable", "type": "information disclosure", "issues": ["CVE-2025-6020"], "advisories": []},
         {"name": "AVG-3", "packages": ["curl"], "affected": "8.4.0-1", "fixed": null, "severity": "Low",
          "status": "Not affected", "type": "unknown", "issues": ["CVE-2025-1"], "advisories": []}]
        """;

    [Fact]
    public async Task Group_covers_its_issues_in_each_of_its_packages()
    {
        RecordingAdvisorySink read = await Read(Sample);

        Assert.Equal(["arch"], read.Parts[0].Scopes);
        Assert.Equal(("AVG-1", Severity.High), (read.Advisories[0].Id, read.Advisories[0].Severity));
        Assert.Equal(["CVE-2023-4911"], read.Advisories[0].Covers);
        Assert.Equal(
            [
                ("glibc", "< 2.38-2", AffectedStatus.Affected), ("lib32-glibc", "< 2.38-2", AffectedStatus.Affected),
                ("pam", "every version", AffectedStatus.Affected),
                ("curl", "every version", AffectedStatus.NotAffected),
            ],
            read.Affected.Select(a => (a.Name, a.Ranges[0].ToString(), a.Status)));
    }
}
