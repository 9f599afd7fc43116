using Skep.Advisories.Feeds;
using Skep.Advisories.Feeds.Debian;
using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Tests.Feeds.Debian;

public sealed class DebianTrackerFeedTests : FeedContract
{
    private protected override IAdvisoryFeed Feed => new DebianTrackerFeed();

    private protected override string SamplePath => "debian/tracker.json";

    private protected override string Sample => """
        {"openssl": {
          "CVE-2023-0001": {"description": "A flaw.", "scope": "local", "releases": {
            "bookworm": {"status": "resolved", "fixed_version": "3.0.8-1", "urgency": "high**"},
            "bullseye": {"status": "open", "urgency": "unimportant"},
            "buster": {"status": "open", "urgency": "low", "nodsa": "Minor issue", "nodsa_reason": "postponed"},
            "stretch": {"status": "open", "urgency": "end-of-life"},
            "sid": {"status": "resolved", "fixed_version": "0", "urgency": "not yet assigned"},
            "mystery": {"status": "open", "urgency": "low"}}}}}
        """;

    [Fact]
    public async Task Each_release_has_its_own_fix_status_and_urgency()
    {
        Advisory advisory = Assert.Single((await Read(Sample)).Advisories);

        Assert.Equal("A flaw.", advisory.Description);
        Assert.Equal(
            [
                ("debian:12", AffectedStatus.Affected, Severity.High, "< 3.0.8-1"),
                ("debian:11", AffectedStatus.Affected, Severity.Negligible, "every version"),
                ("debian:10", AffectedStatus.FixDeferred, Severity.Low, "every version"),
                ("debian:9", AffectedStatus.EndOfLife, Severity.Unknown, "every version"),
                ("debian:sid", AffectedStatus.Affected, Severity.Unknown, "< 0"),
            ],
            advisory.Affected.Select(a => (a.Scope, a.Status, a.Severity, a.Ranges[0].ToString())));
    }

    [Fact]
    public async Task What_stands_before_the_damage_is_read()
    {
        RecordingAdvisorySink read = await Read(Sample.TrimEnd()[..^1] + ", \"curl\": {");

        Assert.Single(read.Advisories);
        Assert.Single(read.Problems);
    }
}
