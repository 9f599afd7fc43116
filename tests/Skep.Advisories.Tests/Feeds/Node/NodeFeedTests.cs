using Skep.Advisories.Feeds;
using Skep.Advisories.Feeds.Node;
using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Tests.Feeds.Node;

public sealed class NodeFeedTests : FeedContract
{
    private protected override IAdvisoryFeed Feed => new NodeFeed();

    private protected override string SamplePath => "nodejs/vuln/core/index.json";

    private protected override string Sample => """
        {"100": {"cve": ["CVE-2022-99999"], "vulnerable": "14.x || 16.x || 18.x", "patched": "^14.20.1 || ^18.9.1",
          "ref": "https://example.com/1", "overview": "Smuggles.", "affectedEnvironments": ["all"],
          "severity": "medium"}}
        """;

    [Fact]
    public async Task Node_is_vulnerable_in_the_named_lines_until_the_patch_of_each()
    {
        Advisory read = Assert.Single((await Read(Sample)).Advisories);

        Assert.Equal(("NSWG-CORE-100", Severity.Medium), (read.Id, read.Severity));
        Assert.Equal(["CVE-2022-99999"], read.Aliases);
        AffectedPackage package = Assert.Single(read.Affected);
        Assert.Equal((Scopes.Programs, "node"), (package.Scope, package.Name));
        Assert.Equal(
            [">= 14.0.0, < 14.20.1", ">= 16.0.0, < 17.0.0", ">= 18.0.0, < 18.9.1"],
            package.Ranges.Select(range => range.ToString()));
    }

    [Fact]
    public async Task Modules_until_2019_do_not_cover_npm()
    {
        using var database = new TestDatabase();
        database.Write("nodejs/vuln/npm/1.json", """
            {"id": 1, "created_at": "2016-04-15", "title": "Slow", "module_name": "mongoo", "cves": [],
              "vulnerable_versions": "<=1.0.0", "patched_versions": ">=1.0.1", "coordinating_vendor": null}
            """);
        await database.ImportAsync();

        Assert.Contains(
            database.Match(null, new Package(new EcosystemId("npm"), "ms", "2.0.0")).Gaps,
            gap => gap.Code == "advisories/sample");
    }

    [Fact]
    public async Task Module_is_npm_s()
    {
        RecordingAdvisorySink read = await Read("""
            {"id": 92, "created_at": "2016-04-15", "updated_at": "2017-04-14", "title": "Slow", "module_name": "mongoo",
             "publish_date": "2017-04-14", "cves": [], "vulnerable_versions": "<=2.4.2 || >=3.0.0 <=3.0.1",
             "patched_versions": ">=3.1.0", "overview": "A text.", "references": [],
             "cvss_vector": "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H", "cvss_score": 7.5}
            """);

        Assert.Equal("NSWG-ECO-92", Assert.Single(read.Advisories).Id);
        AffectedPackage package = Assert.Single(read.Affected);
        Assert.Equal(("npm", "mongoo"), (package.Scope, package.Name));
        Assert.Equal(["<= 2.4.2", ">= 3.0.0, <= 3.0.1"], package.Ranges.Select(range => range.ToString()));
    }
}
