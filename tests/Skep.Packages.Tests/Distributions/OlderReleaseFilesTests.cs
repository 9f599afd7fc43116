using System.Text;
using Skep.Core;
using Skep.Packages.Distributions;
using Skep.Testing;

namespace Skep.Packages.Tests.Distributions;

public sealed class OlderReleaseFilesTests
{
    [Theory]
    [InlineData("etc/redhat-release", "CentOS release 6.9 (Final)", "centos", "6.9")]
    [InlineData("etc/centos-release", "CentOS Linux release 7.9.2009 (Core)", "centos", "7.9.2009")]
    [InlineData("etc/redhat-release", "Red Hat Enterprise Linux Server release 5.11 (Tikanga)", "rhel", "5.11")]
    [InlineData("etc/oracle-release", "Oracle Linux Server release 5.11", "ol", "5.11")]
    [InlineData("etc/enterprise-release", "Enterprise Linux Enterprise Linux Server release 5.11", "ol", "5.11")]
    [InlineData("etc/fedora-release", "Fedora release 26 (Twenty Six)", "fedora", "26")]
    [InlineData("etc/rocky-release", "Rocky Linux release 9.3 (Blue Onyx)", "rocky", "9.3")]
    [InlineData("etc/almalinux-release", "AlmaLinux release 9.0 (Emerald Puma)", "almalinux", "9.0")]
    [InlineData("usr/lib/system-release", "Amazon Linux release 2023.1.20230825 (Amazon Linux)", "amzn", "2023")]
    [InlineData("etc/system-release", "Amazon Linux AMI release 2018.03", "amzn", "2018.03")]
    [InlineData("etc/openEuler-release", "openEuler release 22.03 (LTS-SP1)", "openeuler", "22.03")]
    [InlineData("etc/kylin-release", "Kylin Linux Advanced Server release V10 (Lance)", "kylin", "V10")]
    [InlineData("etc/anolis-release", "Anolis OS release 8.8", "anolis", "8.8")]
    [InlineData("etc/alinux-release", "Alibaba Cloud Linux (Aliyun Linux) release 2.1903 LTS", "alinux", "2.1903")]
    [InlineData("etc/tencentos-release", "TencentOS Server release 3.1 (Final)", "tencentos", "3.1")]
    [InlineData("etc/opencloudos-release", "OpenCloudOS release 9.0", "opencloudos", "9.0")]
    [InlineData("etc/mariner-release", "CBL-Mariner 2.0.20230721", "mariner", "2.0")]
    [InlineData("etc/photon-release", "VMware Photon OS 3.0", "photon", "3.0")]
    [InlineData("etc/SuSE-release", "SUSE Linux Enterprise Server 12\nVERSION = 12\nPATCHLEVEL = 3", "sles", "12.3")]
    [InlineData("etc/SuSE-release", "openSUSE 11.4 (x86_64)\nVERSION = 11.4\nCODENAME = Celadon", "opensuse", "11.4")]
    [InlineData("etc/lsb-release", "DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=10.04", "ubuntu", "10.04")]
    [InlineData("etc/openwrt_release", "DISTRIB_ID='OpenWrt'\nDISTRIB_RELEASE='22.03.5'", "openwrt", "22.03.5")]
    [InlineData("etc/os-version", "[Version]\nSystemName=UOS Server\nMajorVersion=20\nMinorVersion=1060", "uos", "20")]
    [InlineData("etc/alpine-release", "2.6.6\n", "alpine", "2.6.6")]
    [InlineData("etc/debian_version", "12.15\n", "debian", "12.15")]
    [InlineData("etc/debian_version", "squeeze/sid\n", "debian", "")]
    [InlineData("etc/arch-release", "", "arch", "")]
    public async Task File_names_its_distribution(string path, string content, string id, string version)
    {
        RecordingSink found = await Inspect(path, content);

        Distribution distribution = Assert.Single(found.Distributions);
        Assert.Equal((id, version, path), (distribution.Id, distribution.VersionId, distribution.Location));
        Assert.InRange(distribution.Weight, 1, 98);
    }

    [Theory]
    [InlineData("etc/redhat-release")]
    [InlineData("etc/debian_version")]
    [InlineData("etc/lsb-release")]
    public async Task Empty_file_says_nothing(string path)
    {
        RecordingSink found = await Inspect(path, string.Empty);

        Assert.Empty(found.Distributions);
        Assert.Empty(found.Problems);
    }

    [Fact]
    public async Task Oracles_own_file_outweighs_the_red_hat_file_it_keeps()
    {
        RecordingSink own = await Inspect("etc/oracle-release", "Oracle Linux Server release 5.11");
        RecordingSink kept = await Inspect("etc/redhat-release", "Red Hat Enterprise Linux Server release 5.11");

        Assert.True(own.Distributions[0].Weight > kept.Distributions[0].Weight);
    }

    private static async Task<RecordingSink> Inspect(string path, string content)
    {
        IInspector inspector = Assert.Single(DistributionInspectors.All, one => one.Wants.Globs.Contains(path));
        var sink = new RecordingSink(LayerPath.Parse(path), inspector.Id);
        var file = new FileView(LayerPath.Parse(path), Encoding.UTF8.GetBytes(content));
        await inspector.InspectAsync(file, sink, CancellationToken.None);
        return sink;
    }
}
