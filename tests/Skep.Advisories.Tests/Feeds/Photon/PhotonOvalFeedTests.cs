using Skep.Advisories.Feeds;
using Skep.Advisories.Feeds.Photon;
using Skep.Advisories.Model;
using Skep.Advisories.Tests.Feeds.Oval;
using static Skep.Advisories.Tests.Feeds.Oval.OvalSamples;

namespace Skep.Advisories.Tests.Feeds.Photon;

public sealed class PhotonOvalFeedTests : FeedContract
{
    private protected override IAdvisoryFeed Feed => new PhotonOvalFeed();

    private protected override string SamplePath => "photon/com.vmware.phsa-photon3.xml";

    private protected override string Sample
    {
        get
        {
            var oval = new OvalSamples("oval:com.vmware.phsa");
            return oval.File(oval.Definition(
                ":def:1",
                "<title>PHSA-2020:00001 sqlite Security Update.</title><advisory><severity>Important</severity>"
                    + "<issued date=\"2019-10-23\"/><cve>CVE-2019-16168</cve></advisory>",
                All(oval.Condition("Photon OS 3 is installed"), Any(oval.Below("sqlite-libs", "0:3.27.2-5.ph3")))));
        }
    }

    [Fact]
    public async Task Notice_is_read_for_its_release()
    {
        Advisory notice = Assert.Single((await Read(Sample)).Advisories);

        Assert.Equal("PHSA-2020:00001", notice.Id);
        Assert.Equal(["CVE-2019-16168"], notice.Covers);
        Assert.Equal(("photon:3", "sqlite-libs"), (notice.Affected[0].Scope, notice.Affected[0].Name));
    }

    [Fact]
    public async Task Real_file_is_read_without_a_problem()
    {
        RecordingAdvisorySink read = await SharedOval.Read(Feed, "photon/com.vmware.phsa-photon3.xml.xz");

        Assert.Empty(read.Problems);
        Assert.Equal(222, read.Advisories.Count);
        Assert.Equal(["photon:3"], read.Affected.Select(affected => affected.Scope).Distinct());
        Assert.Contains(read.Affected, a => a.Name == "sqlite" && a.Ranges[0] == VersionRange.Below("3.27.2-5.ph3"));
    }
}
