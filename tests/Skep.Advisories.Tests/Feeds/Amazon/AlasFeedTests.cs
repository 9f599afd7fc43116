using Skep.Advisories.Feeds;
using Skep.Advisories.Feeds.Amazon;
using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Tests.Feeds.Amazon;

public sealed class AlasFeedTests : FeedContract
{
    private protected override IAdvisoryFeed Feed => new AlasFeed();

    private protected override string SamplePath => "amazon/updateinfo.xml";

    private protected override string Sample => """
        <?xml version="1.0" ?>
        <updates><update status="final" author="linux-security@amazon.com" type="security"><id>ALAS2023-2023-001</id>
        <title>Important update for rsyslog</title><issued date="2023-02-17 20:41" /><updated date="2023-02-22 23:22" />
        <severity>Important</severity><description>A flaw.</description>
        <references><reference id="CVE-2014-3634" type="cve" /><reference id="CVE-2022-24903" type="cve" /></references>
        <pkglist><collection short="amazon-linux-2023"><name>Amazon Linux 2023</name>
        <package name="rsyslog" version="8.2204.0" release="3.amzn2023.0.2" epoch="0" arch="x86_64">
        <filename>x</filename></package>
        <package name="rsyslog" version="8.2204.0" release="3.amzn2023.0.2" epoch="0" arch="aarch64"/>
        <package name="rsyslog-debuginfo" version="8.2204.0" release="3.amzn2023.0.2" epoch="0" arch="x86_64"/>
        <package name="rsyslog-doc" version="8.2204.0" release="3.amzn2023.0.2" epoch="1" arch="noarch"/>
        </collection></pkglist></update>
        <update type="security"><id>ALASDOCKER-2021-001</id><pkglist><collection short="amazon-linux-2---docker">
        <package name="docker" version="20" release="1" epoch="0" arch="x86_64"/></collection></pkglist></update>
        </updates>
        """;

    [Fact]
    public async Task Notice_of_a_core_repository_is_read_with_its_packages()
    {
        RecordingAdvisorySink read = await Read(Sample);

        Advisory notice = Assert.Single(read.Advisories);
        Assert.Equal(("ALAS2023-2023-001", Severity.High), (notice.Id, notice.Severity));
        Assert.Equal(["CVE-2014-3634", "CVE-2022-24903"], notice.Covers);
        Assert.Equal(
            [
                ("amazon:2023", "rsyslog", "< 8.2204.0-3.amzn2023.0.2", "x86_64,aarch64"),
                ("amazon:2023", "rsyslog-doc", "< 1:8.2204.0-3.amzn2023.0.2", ""),
            ],
            notice.Affected.Select(a => (a.Scope, a.Name, a.Ranges[0].ToString(), string.Join(',', a.Architectures))));
    }

    [Fact]
    public async Task What_stands_before_the_damage_is_read()
    {
        RecordingAdvisorySink read = await Read(Sample[..Sample.IndexOf("ALASDOCKER", StringComparison.Ordinal)]);

        Assert.Single(read.Advisories);
        Assert.Single(read.Problems);
    }

    [Fact]
    public async Task Image_of_the_release_is_matched()
    {
        using var database = new TestDatabase();
        database.Write("updateinfo.xml", Sample);
        await database.ImportAsync();

        MatchResult result = database.Match(
            new Distribution("amzn", "2023"),
            Found.Rpm("rsyslog", "8.2204.0-3.amzn2023.0.1"), Found.Rpm("bash", "5.2-1"));

        Assert.Equal(
            ["CVE-2014-3634", "CVE-2022-24903"], result.Findings.Select(finding => finding.Vulnerability.Id).Order());
    }
}
