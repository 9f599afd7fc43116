using Skep.Advisories.Feeds;
using Skep.Advisories.Feeds.Cve;
using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Tests.Feeds.Cve;

public sealed class CveRecordFeedTests : FeedContract
{
    private protected override IAdvisoryFeed Feed => new CveRecordFeed();

    private protected override string SamplePath => "cves/2024/99xxx/CVE-2024-99999.json";

    private protected override string Sample => """
        {"dataType": "CVE_RECORD", "dataVersion": "5.1",
         "cveMetadata": {"cveId": "CVE-2024-99999", "state": "PUBLISHED", "datePublished": "2024-10-08T06:30:46.198Z",
           "dateUpdated": "2024-10-09T18:40:02.223Z"},
         "containers": {
           "cna": {"title": "A title", "descriptions": [{"lang": "de", "value": "Ein Text."},
               {"lang": "en", "value": "A text."}],
             "metrics": [{"cvssV4_0": {"baseScore": 9.3, "version": "4.0",
               "vectorString": "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"}}],
             "problemTypes": [{"descriptions": [{"lang": "en", "description": "CWE-117 Bad lines"}]}],
             "references": [{"url": "https://example.com/1"}], "providerMetadata": {"shortName": "Acme"}},
           "adp": [{"title": "CISA ADP Vulnrichment", "providerMetadata": {"shortName": "CISA-ADP"},
             "problemTypes": [{"descriptions": [{"cweId": "CWE-20", "lang": "en"}]}],
             "metrics": [{"other": {"type": "ssvc"}}, {"cvssV3_1": {"baseScore": 7.5, "version": "3.1",
               "vectorString": "CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:H/I:H/A:H"}}]}]}}
        """;

    [Fact]
    public async Task Record_tells_text_ratings_weaknesses_and_references()
    {
        Advisory read = Assert.Single((await Read(Sample)).Advisories);

        Assert.Equal(("A title", "A text."), (read.Title, read.Description));
        Assert.Equal(
            [("acme", "4.0", 9.3), ("cisa-adp", "3.1", 7.5)],
            read.Cvss.Select(score => (score.Source, score.Version, score.Score)));
        Assert.Equal(["CWE-117", "CWE-20"], read.Cwes);
        Assert.Equal(["https://example.com/1"], read.References);
        Assert.Equal((8, 9), (read.Published?.Day, read.Modified?.Day));
        Assert.Empty(read.Affected);
    }

    [Fact]
    public async Task Rejected_record_is_withdrawn() =>
        Assert.True(Assert.Single((await Read(Sample.Replace("PUBLISHED", "REJECTED", StringComparison.Ordinal)))
            .Advisories).IsWithdrawn);

    [Fact]
    public async Task Record_enriches_what_another_feed_matches()
    {
        using var database = new TestDatabase();
        database.Write("cves/CVE-2024-99999.json", Sample);
        database.Write("alpine/v3.20/main.json", """
            {"apkurl": "", "archs": [], "reponame": "main", "urlprefix": "", "distroversion": "v3.20", "packages": [
             {"pkg": {"name": "acme", "secfixes": {"1.2-r1": ["CVE-2024-99999"]}}}]}
            """);
        await database.ImportAsync();

        VulnerabilityFinding finding =
            Assert.Single(database.Match(Found.Alpine("3.20.1"), Found.Apk("acme", "1.2-r0")).Findings);

        Assert.Equal(("alpine/secdb", "A text."), (finding.Match.Feed, finding.Vulnerability.Description));
        Assert.Equal(Severity.Critical, finding.Severity);
    }
}
