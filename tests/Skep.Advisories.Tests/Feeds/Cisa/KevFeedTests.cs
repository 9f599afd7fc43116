using Skep.Advisories.Feeds;
using Skep.Advisories.Feeds.Cisa;
using Skep.Core;

namespace Skep.Advisories.Tests.Feeds.Cisa;

public sealed class KevFeedTests : FeedContract
{
    private protected override IAdvisoryFeed Feed => new KevFeed();

    private protected override string SamplePath => "kev/known_exploited_vulnerabilities.json";

    private protected override string Sample => """
        {"title": "Catalog", "catalogVersion": "2025.08.25", "dateReleased": "2025-08-25T17:04:19.9796Z", "count": 1,
         "vulnerabilities": [{"cveID": "CVE-2025-48384", "dateAdded": "2025-08-25", "dueDate": "2025-09-15",
           "knownRansomwareCampaignUse": "Known", "requiredAction": "Apply the update."}]}
        """;

    [Fact]
    public async Task Entry_tells_when_it_was_added_and_what_to_do()
    {
        RecordingAdvisorySink read = await Read(Sample);

        Assert.Equal(
            new KnownExploited(new DateOnly(2025, 8, 25), new DateOnly(2025, 9, 15), true, "Apply the update."),
            Assert.Single(read.Exploited).Entry);
        Assert.Equal(2025, read.Parts[0].Newest?.Year);
    }

    [Fact]
    public async Task Table_has_the_same_entries()
    {
        RecordingAdvisorySink read = await Read("""
            cveID,vendorProject,dateAdded,shortDescription,requiredAction,dueDate,knownRansomwareCampaignUse
            CVE-2025-48384,Git,2025-08-25,"Says ""hi"",
            on two lines.","Apply the update.",2025-09-15,Known

            """);

        Assert.Empty(read.Problems);
        Assert.Equal(
            new KnownExploited(new DateOnly(2025, 8, 25), new DateOnly(2025, 9, 15), true, "Apply the update."),
            Assert.Single(read.Exploited).Entry);
    }
}
