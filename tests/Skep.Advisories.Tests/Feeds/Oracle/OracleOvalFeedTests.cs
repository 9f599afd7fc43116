using Skep.Advisories.Feeds;
using Skep.Advisories.Feeds.Oracle;
using Skep.Advisories.Model;
using Skep.Advisories.Tests.Feeds.Oval;
using static Skep.Advisories.Tests.Feeds.Oval.OvalSamples;

namespace Skep.Advisories.Tests.Feeds.Oracle;

public sealed class OracleOvalFeedTests : FeedContract
{
    private const string Erratum = """
        <title>
        ELSA-2022-4803:  rsyslog security update (IMPORTANT)
        </title>
        <reference source="elsa" ref_id="ELSA-2022-4803" ref_url="https://linux.oracle.com/errata/ELSA-2022-4803.html"/>
        <reference source="CVE" ref_id="CVE-2022-24903" ref_url="https://linux.oracle.com/cve/CVE-2022-24903.html"/>
        <advisory><severity>IMPORTANT</severity><issued date="2022-05-31"/><cve>CVE-2022-24903</cve></advisory>
        """;

    private protected override IAdvisoryFeed Feed => new OracleOvalFeed();

    private protected override string SamplePath => "oracle/com.oracle.elsa-all.xml";

    private protected override string Sample
    {
        get
        {
            var oval = new OvalSamples("oval:com.oracle.elsa");
            return oval.File(oval.Definition(":def:1", Erratum, All(
                oval.Condition("Oracle Linux 7 is installed"),
                Any(
                    All(oval.Condition("Oracle Linux arch is aarch64"), Any(
                        oval.Below("rsyslog", "0:8.24.0-57.0.4.el7_9.3"))),
                    All(oval.Condition("Oracle Linux arch is x86_64"), Any(
                        oval.Below("rsyslog", "0:8.24.0-57.0.1.el7_9.3"),
                        oval.Below("glibc", "2:2.17-317.ksplice1.el7")))))));
        }
    }

    [Fact]
    public async Task Each_architecture_has_its_own_fix_and_ksplice_builds_are_left_out()
    {
        Advisory erratum = Assert.Single((await Read(Sample)).Advisories);

        Assert.Equal(["CVE-2022-24903"], erratum.Covers);
        Assert.Equal(
            [
                ("oracle:7", "rsyslog", "< 8.24.0-57.0.4.el7_9.3", "aarch64"),
                ("oracle:7", "rsyslog", "< 8.24.0-57.0.1.el7_9.3", "x86_64"),
            ],
            erratum.Affected.Select(a => (a.Scope, a.Name, a.Ranges[0].ToString(), Assert.Single(a.Architectures))));
    }
}
