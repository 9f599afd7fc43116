using Skep.Advisories.Feeds;
using Skep.Advisories.Feeds.AzureLinux;
using Skep.Advisories.Tests.Feeds.Oval;
using static Skep.Advisories.Tests.Feeds.Oval.OvalSamples;

namespace Skep.Advisories.Tests.Feeds.AzureLinux;

public sealed class AzureLinuxOvalFeedTests : FeedContract
{
    private protected override IAdvisoryFeed Feed => new AzureLinuxOvalFeed();

    private protected override string SamplePath => "azurelinux/cbl-mariner-2.0-oval.xml";

    private protected override string Sample
    {
        get
        {
            var oval = new OvalSamples("oval:com.microsoft.cbl-mariner");
            return oval.File(
                oval.Definition(":def:1", Metadata("CVE-2024-1", "true"), All(oval.Below("thrift", "0:0.15.0-5.cm2"))),
                oval.Definition(":def:2", Metadata("CVE-2024-2", "false"), All(
                    oval.Package("syslinux", "<l:evr operation=\"less than or equal\">0:6.04-10.azl3</l:evr>"))),
                oval.Definition(
                    ":def:3", Metadata("CVE-2024-3", "Not Applicable"), All(oval.Below("bash", "0:5-1.cm2"))));
        }
    }

    [Fact]
    public async Task Only_less_than_names_a_fix_and_the_dist_tag_the_release()
    {
        RecordingAdvisorySink read = await Read(Sample);

        Assert.Equal(["CVE-2024-1", "CVE-2024-2"], read.Advisories.Select(advisory => advisory.Id));
        Assert.Equal(
            [
                ("mariner:2.0", "thrift", "< 0.15.0-5.cm2", false),
                ("azurelinux:3.0", "syslinux", "<= 6.04-10.azl3", false),
            ],
            read.Affected.Select(a => (a.Scope, a.Name, a.Ranges[0].ToString(), a.IsBinary)));
    }

    [Theory]
    [InlineData("azurelinux/azurelinux-3.0-oval.xml.xz", "azurelinux:3.0", "oath-toolkit", "< 2.6.7-3.azl3", 1221)]
    [InlineData("azurelinux/cbl-mariner-2.0-oval.xml.xz", "mariner:2.0", "syslinux", "<= 6.04-10.cm2", 2241)]
    public async Task Real_file_is_read_without_a_problem(
        string path, string scope, string package, string range, int count)
    {
        RecordingAdvisorySink read = await SharedOval.Read(Feed, path);

        Assert.Empty(read.Problems);
        Assert.Equal(count, read.Advisories.Count);
        Assert.Equal([scope], read.Affected.Select(affected => affected.Scope).Distinct());
        Assert.Contains(read.Affected, affected => affected.Name == package && affected.Ranges[0].ToString() == range);
    }

    private static string Metadata(string cve, string patchable) =>
        $"<title>{cve} in a package</title><reference ref_id=\"{cve}\" source=\"CVE\"/>"
        + $"<patchable>{patchable}</patchable>"
        + "<advisory_date>2024-07-23T22:05:39Z</advisory_date><severity>High</severity>";
}
