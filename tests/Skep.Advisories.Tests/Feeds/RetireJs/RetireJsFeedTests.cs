using Skep.Advisories.Feeds;
using Skep.Advisories.Feeds.RetireJs;

namespace Skep.Advisories.Tests.Feeds.RetireJs;

public sealed class RetireJsFeedTests : FeedContract
{
    private protected override IAdvisoryFeed Feed => new RetireJsFeed();

    private protected override string SamplePath => "retirejs/jsrepository-v4.json";

    private protected override string Sample => """
        {"jstool": {"bowername": ["JsTool"], "npmname": "js-tool", "vulnerabilities": [
          {"below": "1.6.3", "severity": "medium", "cwe": ["CWE-79"],
           "identifiers": {"summary": "location.hash", "CVE": ["CVE-2011-99999"], "githubID": "GHSA-aaaa-bbbb-cccc"},
           "info": ["https://example.com/1"]},
          {"atOrAbove": "1.8.0", "below": "2.2.0", "severity": "low", "identifiers": {"issue": "11"}, "info": []}],
          "extractors": {"func": ["jsTool.VERSION"]}},
         "of-nobody": {"vulnerabilities": [{"below": "9", "identifiers": {}}], "extractors": {}}}
        """;

    [Fact]
    public async Task Libraries_of_npm_are_read_with_their_names_and_ranges()
    {
        RecordingAdvisorySink read = await Read(Sample);

        Assert.Equal(["GHSA-aaaa-bbbb-cccc", "RETIREJS-jstool-1"], read.Advisories.Select(advisory => advisory.Id));
        Assert.Equal(["CVE-2011-99999"], read.Advisories[0].Aliases);
        Assert.All(read.Affected, package => Assert.Equal(("npm", "js-tool"), (package.Scope, package.Name)));
        Assert.Equal(
            ["< 1.6.3", ">= 1.8.0, < 2.2.0"],
            read.Affected.SelectMany(package => package.Ranges).Select(range => range.ToString()));
    }
}
