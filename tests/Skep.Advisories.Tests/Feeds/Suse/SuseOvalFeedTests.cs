using Skep.Advisories.Feeds;
using Skep.Advisories.Feeds.Suse;
using Skep.Advisories.Model;
using Skep.Advisories.Tests.Feeds.Oval;
using static Skep.Advisories.Tests.Feeds.Oval.OvalSamples;

namespace Skep.Advisories.Tests.Feeds.Suse;

public sealed class SuseOvalFeedTests : FeedContract
{
    private const string Metadata = """
        <title>CVE-2021-29154</title><reference ref_id="Mitre CVE-2021-29154" source="CVE"/>
        <description> A flaw. </description>
        <advisory><severity>Moderate</severity><cve impact="moderate">CVE-2021-29154</cve></advisory>
        """;

    private protected override IAdvisoryFeed Feed => new SuseOvalFeed();

    private protected override string SamplePath => "suse/suse.linux.enterprise.server.15.xml";

    private protected override string Sample
    {
        get
        {
            var oval = new OvalSamples("oval:org.opensuse.security");
            string Product(string name, string version) =>
                oval.Package(
                    "x-release", $"<l:version operation=\"equals\">{version}</l:version>", $"{name} is installed");
            return oval.File(oval.Definition(":def:1", Metadata, Any(
                All(
                    Any(
                        Product("SUSE Linux Enterprise Module for Basesystem 15 SP3", "15.3"),
                        Product("SUSE Linux Enterprise Server 15 SP2-LTSS", "15.2"),
                        Product("SUSE Manager Server 4.2", "4.2")),
                    Any(oval.Below("kernel-default", "0:5.3.18-59.5.2", "(aarch64|x86_64)"))),
                All(
                    Product("openSUSE Leap 15.1", "15.1"),
                    oval.Package("krb5", "<l:version operation=\"equals\">0</l:version>", "krb5 is not affected")),
                All(
                    Product("openSUSE Tumbleweed", "1"),
                    oval.Package("krb5", "<l:evr operation=\"greater than\">0:0-0</l:evr>", "krb5 is affected")))));
        }
    }

    [Fact]
    public async Task Products_are_read_as_the_releases_of_images()
    {
        Advisory advisory = Assert.Single((await Read(Sample)).Advisories);

        Assert.Equal("CVE-2021-29154", advisory.Id);
        Assert.Equal(
            [
                ("sles:15.3", "kernel-default", AffectedStatus.Affected, "< 5.3.18-59.5.2"),
                ("sles:15.2", "kernel-default", AffectedStatus.Affected, "< 5.3.18-59.5.2"),
                ("opensuse-leap:15.1", "krb5", AffectedStatus.NotAffected, "every version"),
                ("opensuse-tumbleweed", "krb5", AffectedStatus.Affected, "every version"),
            ],
            advisory.Affected.Select(a => (a.Scope, a.Name, a.Status, a.Ranges[0].ToString())));
        Assert.Equal(["aarch64", "x86_64"], advisory.Affected[0].Architectures);
    }
}
