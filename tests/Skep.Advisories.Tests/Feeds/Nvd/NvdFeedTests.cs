using Skep.Advisories.Feeds;
using Skep.Advisories.Feeds.Nvd;
using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Tests.Feeds.Nvd;

public sealed class NvdFeedTests : FeedContract
{
    private protected override IAdvisoryFeed Feed => new NvdFeed();

    private protected override string SamplePath => "nvd/nvdcve-2.0-2023.json";

    private protected override string Sample =>
        """
            {"resultsPerPage": 1, "format": "NVD_CVE", "version": "2.0", "timestamp": "2024-10-24T22:13:24.000",
              "vulnerabilities": [
              {"cve": {"id": "CVE-2023-0213", "published": "2023-03-29T10:22:45.724",
                "lastModified": "2024-08-28T19:37:22.593",
                "vulnStatus": "Analyzed",
                "descriptions": [{"lang": "es", "value": "Un fallo."}, {"lang": "en", "value": "A flaw."}],
                "metrics": {"cvssMetricV31": [{"source": "nvd@nist.gov", "type": "Primary", "cvssData":
                  {"version": "3.1",
                  "vectorString": "CVSS:3.1/AV:L/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", "baseScore": 8.8,
                    "baseSeverity": "HIGH"}}]},
                "weaknesses": [{"source": "nvd@nist.gov", "type": "Primary", "description": [{"lang": "en",
                  "value": "CWE-427"}]}],
                "references": [{"url": "https://example.org/", "source": "x"}]}}]}
            """;

    [Fact]
    public async Task Entry_enriches_and_affects_nothing()
    {
        RecordingAdvisorySink read = await Read(Sample);

        Advisory advisory = Assert.Single(read.Advisories);
        Assert.Equal("A flaw.", advisory.Description);
        Assert.Equal(
            new CvssScore("nvd", "3.1", "CVSS:3.1/AV:L/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 8.8),
            Assert.Single(advisory.Cvss));
        Assert.Equal(["CWE-427"], advisory.Cwes);
        Assert.Empty(advisory.Affected);
        Assert.Equal("nvdcve-2.0-2023", read.Parts[0].Name);
    }

    [Fact]
    public async Task Rejected_entry_is_withdrawn() =>
        Assert.True(
            Assert
                .Single((await Read(Sample.Replace("Analyzed", "Rejected", StringComparison.Ordinal))).Advisories)
                .IsWithdrawn);
}
