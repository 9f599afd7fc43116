using Skep.Advisories.Feeds;
using Skep.Advisories.Feeds.Ubuntu;
using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Tests.Feeds.Ubuntu;

public sealed class UbuntuTrackerFeedTests : FeedContract
{
    private protected override IAdvisoryFeed Feed => new UbuntuTrackerFeed();

    private protected override string SamplePath => "active/CVE-2023-44487";

    private protected override string Sample =>
        """
            Candidate: CVE-2023-44487
            PublicDate: 2023-10-10 14:15:00 UTC
            References:
             https://example.org/a
            Description:
             The protocol allows
             a denial of service.
            Priority: medium
            CVSS:
             nvd: CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H [7.5 HIGH]

            Patches_nginx:
            Priority_nginx: low
            upstream_nginx: not-affected
            trusty_nginx: DNE
            bionic_nginx: ignored (end of standard support, was needed)
            esm-infra/bionic_nginx: released (1.14.0-0ubuntu1.11+esm1)
            xenial_nginx: ignored (end of standard support)
            lunar_nginx: ignored (end of life)
            focal_nginx: released (1.18.0-0ubuntu1.5)
            jammy_nginx: needs-triage
            mantic_nginx: deferred (2023-12-01)
            devel_nginx: needed
            focal_h2o: ignored (changes too intrusive)
            jammy_h2o: not-affected (2.2.5+dfsg2-6)
            """;

    [Fact]
    public async Task States_are_read_by_release_stream_and_package()
    {
        Advisory advisory = Assert.Single((await Read(Sample)).Advisories);

        Assert.Equal("The protocol allows a denial of service.", advisory.Description);
        Assert.Equal(Severity.Medium, advisory.Severity);
        Assert.Equal(7.5, Assert.Single(advisory.Cvss).Score);
        Assert.Equal(
            [
                "ubuntu:16.04 nginx EndOfLife every version",
                "ubuntu:18.04-esm-infra nginx Affected < 1.14.0-0ubuntu1.11+esm1",
                "ubuntu:20.04 h2o WillNotFix every version",
                "ubuntu:20.04 nginx Affected < 1.18.0-0ubuntu1.5",
                "ubuntu:22.04 nginx UnderInvestigation every version",
                "ubuntu:23.04 nginx EndOfLife every version",
                "ubuntu:23.10 nginx FixDeferred every version",
            ],
            advisory
                .Affected.Select(a => $"{a.Scope} {a.Name} {a.Status} {a.Ranges[0]}")
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Package_has_its_own_priority()
    {
        RecordingAdvisorySink read = await Read(Sample);

        Assert.All(read.Affected, a => Assert.Equal(a.Name == "nginx" ? Severity.Low : Severity.Unknown, a.Severity));
    }
}
