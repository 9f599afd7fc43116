using Skep.Advisories.Feeds;
using Skep.Advisories.Model;
using Skep.Advisories.Update;

namespace Skep.Advisories.Tests.Update;

public sealed class FeedLocationsTests
{
    private static readonly FeedLocation[] Everything =
    [
        .. KnownScopes.All.Append(Scopes.Enrichment)
            .SelectMany(scope => AdvisoryFeeds.All.SelectMany(feed => feed.LocationsFor(scope)))
            .DistinctBy(location => location.Url),
    ];

    [Fact]
    public void No_two_files_share_a_place_on_disk_or_on_a_mirror()
    {
        Assert.Equal(Everything.Length, Everything.DistinctBy(location => location.Path).Count());
        Assert.Equal(Everything.Length, Everything.DistinctBy(location => location.Url.PathAndQuery).Count());
    }

    [Fact]
    public void Every_file_is_asked_for_over_https() =>
        Assert.All(Everything, location => Assert.Equal(Uri.UriSchemeHttps, location.Url.Scheme));

    [Theory]
    [InlineData("alpine:3.22")]
    [InlineData("almalinux:9")]
    [InlineData("amazon:2023")]
    [InlineData("arch")]
    [InlineData("azurelinux:3.0")]
    [InlineData("chainguard")]
    [InlineData("debian:12")]
    [InlineData("openeuler:24.03-LTS")]
    [InlineData("opensuse-leap:15.6")]
    [InlineData("oracle:9")]
    [InlineData("photon:5")]
    [InlineData("rhel:9")]
    [InlineData("rocky:9")]
    [InlineData("sles:15.7")]
    [InlineData("ubuntu:24.04")]
    [InlineData("wolfi")]
    [InlineData("npm")]
    [InlineData("nuget")]
    [InlineData("pypi")]
    [InlineData("bitnami")]
    public void Scope_has_what_a_scan_waits_for(string scope) => Assert.True(FeedLocations.IsServedToScans(scope));

    [Theory]
    [InlineData("nuget", "dotnet/8.0/releases.json")]
    [InlineData("generic", "nodejs/vuln/core/index.json")]
    [InlineData("gem", "rubysec/ruby-advisory-db.tar.gz")]
    [InlineData("composer", "friendsofphp/security-advisories.tar.gz")]
    [InlineData("npm", "retirejs/jsrepository-v4.json")]
    [InlineData("rhel:9", "redhat/csaf_vex_latest.tar.zst")]
    public void Update_also_fetches_what_adds_to_it(string scope, string path) =>
        Assert.True(FeedLocations.IsSupplement(
            FeedLocations.For([scope], withNvd: false).Single(file => file.Location.Path == path).Feed));
}
