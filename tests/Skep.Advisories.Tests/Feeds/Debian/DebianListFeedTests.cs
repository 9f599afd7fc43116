using Skep.Advisories.Feeds;
using Skep.Advisories.Feeds.Debian;
using Skep.Advisories.Model;

namespace Skep.Advisories.Tests.Feeds.Debian;

public sealed class DebianListFeedTests : FeedContract
{
    private protected override IAdvisoryFeed Feed => new DebianListFeed();

    private protected override string SamplePath => "debian/data/DSA/list";

    private protected override string Sample =>
        """
            [20 Mar 2023] DSA-5376-1 apache2 - security update
            	{CVE-2022-37436 CVE-2023-25690}
            	[bullseye] - apache2 2.4.56-1~deb11u1
            	[buster] - apache2 <not-affected> (Vulnerable code not present)
            	NOTE: a note
            [17 Mar 2023] DSA-5356-2 sox - regression update
            	[bullseye] - sox 14.4.2+git20190427-2+deb11u2
            [01 Jul 2022] DLA-3067-1 stretch-lts - end-of-life
            	NOTE: end of security support for stretch-lts
            """;

    [Fact]
    public async Task Notice_covers_its_cves_and_names_the_source_package_by_release()
    {
        Advisory notice = Assert.Single((await Read(Sample)).Advisories);

        Assert.Equal("DSA-5376-1", notice.Id);
        Assert.Empty(notice.Aliases);
        Assert.Equal(["CVE-2022-37436", "CVE-2023-25690"], notice.Covers);
        Assert.Equal(new DateTimeOffset(2023, 3, 20, 0, 0, 0, TimeSpan.Zero), notice.Published);
        Assert.Equal(
            [
                ("debian:11", AffectedStatus.Affected, "< 2.4.56-1~deb11u1"),
                ("debian:10", AffectedStatus.NotAffected, "every version"),
            ],
            notice.Affected.Select(a => (a.Scope, a.Status, a.Ranges[0].ToString())));
    }

    [Theory]
    [InlineData("<end-of-life>", AffectedStatus.EndOfLife)]
    [InlineData("<ignored>", AffectedStatus.WillNotFix)]
    [InlineData("<postponed>", AffectedStatus.FixDeferred)]
    [InlineData("<no-dsa>", AffectedStatus.Affected)]
    public async Task Marks_mean_unfixed(string mark, AffectedStatus status)
    {
        RecordingAdvisorySink read = await Read(
            $"[20 Mar 2023] DSA-1-1 x - security update\n\t{{CVE-2023-1}}\n\t[bookworm] - x {mark}\n");

        AffectedPackage affected = Assert.Single(read.Affected);
        Assert.Equal(status, affected.Status);
        Assert.Equal(VersionRange.All, affected.Ranges[0]);
    }
}
