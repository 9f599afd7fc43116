using Skep.Core;
using Skep.Packages.Distributions;

namespace Skep.Packages.Tests.Distributions;

public sealed class DistributionCatalogueTests
{
    [Theory]
    [InlineData("alpine", "3.18.9", "", "3.18", "2025-05-09")]
    [InlineData("alpine", "3.1.2", "", "3.1", "2016-11-01")]
    [InlineData("alpine", "3.10.2", "", "3.10", "2021-05-01")]
    [InlineData("alpine", "3.24_alpha20260101", "", "edge", null)]
    [InlineData("debian", "12", "", "12", "2028-06-30")]
    [InlineData("debian", "6.0.7", "", "6", "2016-02-29")]
    [InlineData("debian", "", "", "sid", null)]
    [InlineData("ubuntu", "22.04", "", "22.04", "2027-06-01")]
    [InlineData("ubuntu", "14.04.6", "", "14.04", "2019-04-25")]
    [InlineData("rhel", "8.6", "", "8", "2029-05-31")]
    [InlineData("centos", "8", "CentOS Linux 8", "8", "2021-12-31")]
    [InlineData("centos", "8", "CentOS Stream 8", "8", "2024-05-31")]
    [InlineData("ol", "7.9", "", "7", "2024-12-31")]
    [InlineData("amzn", "2018.03", "", "1", "2023-12-31")]
    [InlineData("amzn", "2", "", "2", "2026-06-30")]
    [InlineData("amzn", "2023", "", "2023", "2029-06-30")]
    [InlineData("sles", "15.3", "", "15.3", "2022-12-31")]
    [InlineData("sles", "16.0", "", "16.0", "2027-11-30")]
    [InlineData("opensuse-leap", "15.1", "", "15.1", "2021-02-02")]
    [InlineData("photon", "3.0", "", "3", "2024-03-01")]
    [InlineData("mariner", "2.0.20230721", "", "2.0", "2025-07-31")]
    [InlineData("azurelinux", "3.0", "", "3.0", "2027-08-31")]
    [InlineData("openeuler", "22.03", "openEuler 22.03 (LTS-SP1)", "22.03-LTS-SP1", "2024-12-31")]
    [InlineData("wolfi", "20230201", "", "", null)]
    [InlineData("arch", "", "", "", null)]
    [InlineData("kylin", "V10", "", "V10", null)]
    public void Release_and_its_end_are_known(string id, string version, string name, string release, string? end)
    {
        DistributionRelease? found = DistributionCatalogue.Find(new Distribution(id, version) { PrettyName = name });

        Assert.NotNull(found);
        Assert.Equal((release, end), (found.Release, found.EndOfLife?.ToString("yyyy-MM-dd")));
    }

    [Fact]
    public void Paid_support_does_not_prolong_life_for_everybody()
    {
        DistributionRelease found = DistributionCatalogue.Find(new Distribution("ubuntu", "16.04"))!;

        Assert.Equal("Ubuntu 16.04", found.Title);
        Assert.Equal(new DateOnly(2026, 4, 23), found.ExtendedEnd);
        Assert.Equal(new DateOnly(2021, 4, 30), found.EndOfLife);
    }

    [Fact]
    public void Derivative_is_not_taken_for_its_parent() =>
        Assert.Null(DistributionCatalogue.Find(new Distribution("linuxmint", "21") { IdLike = ["ubuntu", "debian"] }));
}
