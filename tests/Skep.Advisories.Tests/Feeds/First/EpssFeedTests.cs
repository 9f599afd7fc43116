using Skep.Advisories.Feeds;
using Skep.Advisories.Feeds.First;
using Skep.Advisories.Model;

namespace Skep.Advisories.Tests.Feeds.First;

public sealed class EpssFeedTests : FeedContract
{
    private protected override IAdvisoryFeed Feed => new EpssFeed();

    private protected override string SamplePath => "epss/epss_scores-current.csv";

    private protected override string Sample => """
        #model_version:v2025.03.14,score_date:2026-08-16T00:00:00Z
        cve,epss,percentile
        CVE-1999-0001,0.03351,0.87650
        CVE-2021-44228,0.94358,0.99957
        """;

    [Fact]
    public async Task Lines_are_probabilities_and_the_comment_dates_them()
    {
        RecordingAdvisorySink read = await Read(Sample);

        Assert.Equal(new ExploitProbability("CVE-2021-44228", 0.94358, 0.99957), read.Probabilities[1]);
        Assert.Equal(new DateTimeOffset(2026, 8, 16, 0, 0, 0, TimeSpan.Zero), read.Parts[^1].Newest);
    }

    [Theory]
    [InlineData("CVE-2021-1,2.5,0.1")]
    [InlineData("CVE-2021-1,x,0.1")]
    [InlineData("CVE-2021-1,0.5")]
    [InlineData("hello,0.5,0.5")]
    public async Task Line_that_is_no_share_is_a_problem(string line)
    {
        RecordingAdvisorySink read = await Read($"cve,epss,percentile\n{line}\n");

        Assert.Empty(read.Probabilities);
        Assert.Single(read.Problems);
    }
}
