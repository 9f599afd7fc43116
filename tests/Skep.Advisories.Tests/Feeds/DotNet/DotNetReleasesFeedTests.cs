using Skep.Advisories.Feeds;
using Skep.Advisories.Feeds.DotNet;
using Skep.Core;

namespace Skep.Advisories.Tests.Feeds.DotNet;

public sealed class DotNetReleasesFeedTests : FeedContract
{
    private const string Runtime = "Microsoft.NETCore.App.Runtime.linux-x64";

    private protected override IAdvisoryFeed Feed => new DotNetReleasesFeed();

    private protected override string SamplePath => "dotnet/8.0/releases.json";

    private protected override string Sample => """
        {"channel-version": "8.0", "latest-release": "8.0.5", "latest-release-date": "2024-05-14", "releases": [
          {"release-date": "2024-05-14", "release-version": "8.0.5", "security": true,
           "cve-list": [{"cve-id": " CVE-2024-99999", "cve-url": "https://example.com/1"}],
           "release-notes": "https://example.com/2",
           "runtime": {"version": "8.0.5"}, "sdk": {"version": "8.0.300"}},
          {"release-date": "2024-03-14", "release-version": "8.0.203", "cve-list": [{"cve-id": "CVE-2024-88888"}],
           "runtime": {"version": "8.0.3"}, "sdk": {"version": "8.0.203"}},
          {"release-date": "2023-10-10", "release-version": "8.0.0-rc.2", "cve-list": [{"cve-id": "CVE-2023-77777"}],
           "runtime": {"version": "8.0.0-rc.2.23479.6"}},
          {"release-date": "2023-09-10", "release-version": "8.0.0-rc.1", "cve-list": null, "runtime": null}]}
        """;

    [Fact]
    public async Task Runtime_is_affected_below_the_release_that_fixes()
    {
        RecordingAdvisorySink read = await Read(Sample);

        Assert.Equal(["CVE-2024-99999", "CVE-2023-77777"], read.Advisories.Select(advisory => advisory.Id));
        Assert.Equal(
            [">= 8.0.0, < 8.0.5", ">= 8.0.0-0, < 8.0.0-rc.2.23479.6"],
            read.Affected.Where(package => package.Name == Runtime)
                .Select(package => package.Ranges[0].ToString()));
    }

    [Fact]
    public async Task Runtime_of_an_image_is_found_vulnerable_once()
    {
        using var database = new TestDatabase();
        database.Write("dotnet/8.0/releases.json", Sample);
        database.Write("dotnet/releases-index.json", """{"releases-index": []}""");
        await database.ImportAsync();

        VulnerabilityFinding finding = Assert.Single(
            database.Match(null, NuGet(Runtime, "8.0.4"), NuGet("Microsoft.AspNetCore.App.Runtime.linux-x64", "8.0.4"))
                .Findings);

        Assert.Equal(("CVE-2024-99999", "8.0.5"), (finding.Vulnerability.Id, finding.FixedVersion));
        Assert.Empty(database.Match(null, NuGet(Runtime, "8.0.5")).Findings);
    }

    [Fact]
    public async Task Advisory_that_names_the_component_decides_instead()
    {
        using var database = new TestDatabase();
        database.Write("dotnet/8.0/releases.json", Sample);
        database.Write("osv/NuGet/GHSA-aaaa-bbbb-cccc.json", """
            {"id": "GHSA-aaaa-bbbb-cccc", "modified": "2024-05-15T00:00:00Z", "aliases": ["CVE-2024-99999"],
             "affected": [
             {"package": {"ecosystem": "NuGet", "name": "Microsoft.AspNetCore.App.Runtime.linux-x64"},
              "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "8.0.0"}, {"fixed": "8.0.5"}]}]}]}
            """);
        await database.ImportAsync();

        VulnerabilityFinding finding = Assert.Single(
            database.Match(null, NuGet(Runtime, "8.0.4"), NuGet("Microsoft.AspNetCore.App.Runtime.linux-x64", "8.0.4"))
                .Findings);

        Assert.Equal("Microsoft.AspNetCore.App.Runtime.linux-x64", finding.Package.Package.Name);
    }

    [Fact]
    public async Task Alone_it_does_not_cover_its_ecosystem()
    {
        using var database = new TestDatabase();
        database.Write("dotnet/8.0/releases.json", Sample);
        await database.ImportAsync();
        Assert.Contains(
            database.Match(null, NuGet("Newtonsoft.Json", "12.0.1")).Gaps, gap => gap.Code == "advisories/sample");

        database.Write("osv/NuGet/GHSA-aaaa-bbbb-cccc.json", """
            {"id": "GHSA-aaaa-bbbb-cccc", "modified": "2024-05-15T00:00:00Z", "affected": [
             {"package": {"ecosystem": "NuGet", "name": "Newtonsoft.Json"},
              "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "13.0.1"}]}]}]}
            """);
        await database.ImportAsync();
        Assert.DoesNotContain(
            database.Match(null, NuGet("Newtonsoft.Json", "12.0.1")).Gaps, gap => gap.Code == "advisories/sample");
    }

    private static Package NuGet(string name, string version) => new(new EcosystemId("nuget"), name, version);
}
