using Skep.Advisories.Feeds;
using Skep.Advisories.Feeds.OpenEuler;
using Skep.Advisories.Model;

namespace Skep.Advisories.Tests.Feeds.OpenEuler;

public sealed class OpenEulerCsafFeedTests : FeedContract
{
    private protected override IAdvisoryFeed Feed => new OpenEulerCsafFeed();

    private protected override string SamplePath => "openeuler/csaf-openEuler-SA-2024-1.json";

    private protected override string Sample => """
        {"document": {"category": "csaf_vex", "csaf_version": "2.0", "publisher": {"name": "openEuler"},
          "title": "An update for curl", "tracking": {"id": "openEuler-SA-2024-1"}},
         "product_tree": {"branches": [{"category": "vendor", "name": "openEuler", "branches": [
          {"category": "product_name", "name": "openEuler-22.03-LTS-SP1",
            "product": {"product_id": "openEuler-22.03-LTS-SP1",
            "product_identification_helper": {"cpe": "cpe:/a:openEuler:openEuler:22.03-LTS-SP1"}}},
          {"category": "product_version", "name": "curl-7.79.1-27.oe2203sp1.x86_64.rpm", "product": {"product_id": "c",
            "name": "curl-7.79.1-27.oe2203sp1.x86_64.rpm",
            "product_identification_helper": {"cpe": "cpe:/a:openEuler:openEuler:22.03-LTS-SP1"}}}]}],
          "relationships": [{"full_product_name": {"product_id": "r:c"}, "product_reference": "c",
            "relates_to_product_reference": "openEuler-22.03-LTS-SP1"}]},
         "vulnerabilities": [{"cve": "CVE-2024-1", "product_status": {"fixed": ["r:c"]}},
          {"cve": "CVE-2024-2", "product_status": {"fixed": ["r:c"]}}]}
        """;

    [Fact]
    public async Task Package_files_are_read_as_packages_of_the_service_pack()
    {
        Advisory notice = (await Read(Sample)).Advisories[0];

        AffectedPackage curl = Assert.Single(notice.Affected);
        Assert.Equal("openEuler-SA-2024-1", notice.Id);
        Assert.Equal(["CVE-2024-1", "CVE-2024-2"], notice.Covers);
        Assert.Equal(
            ("openeuler:22.03-LTS-SP1", "curl", "< 7.79.1-27.oe2203sp1"),
            (curl.Scope, curl.Name, curl.Ranges[0].ToString()));
    }
}
