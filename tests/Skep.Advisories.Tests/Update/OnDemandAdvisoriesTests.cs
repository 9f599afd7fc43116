using Skep.Advisories.Update;
using Skep.Core;
using Skep.Testing;

namespace Skep.Advisories.Tests.Update;

public sealed class OnDemandAdvisoriesTests : IDisposable
{
    private readonly TestDatabase _database = new();
    private readonly Upstream _upstream = new();
    private readonly FixedClock _clock = new(TestDatabase.Now);

    public void Dispose()
    {
        _upstream.Dispose();
        _database.Dispose();
    }

    [Fact]
    public async Task What_an_image_lacks_is_fetched_once()
    {
        OnDemandResult first = await EnsureAsync();
        int requests = _upstream.Requests.Count;
        OnDemandResult second = await EnsureAsync();

        Assert.Equal(new OnDemandResult(true, null), first);
        Assert.Equal(OnDemandResult.Nothing, second);
        Assert.Equal(requests, _upstream.Requests.Count);
        using AdvisoryDatabase database = _database.Open();
        Assert.Single(database.Search("CVE-2023-1", 10));
    }

    [Fact]
    public async Task Failure_is_a_gap_and_is_not_repeated_for_an_hour()
    {
        _upstream.Fault = (request, _) => new ScriptedResponse(404);

        OnDemandResult first = await EnsureAsync();
        int requests = _upstream.Requests.Count;
        OnDemandResult second = await EnsureAsync();

        Assert.Equal(OnDemandAdvisories.GapId, first.Gap!.Code);
        Assert.Equal(OnDemandAdvisories.GapId, second.Gap!.Code);
        Assert.Equal(requests, _upstream.Requests.Count);
        _upstream.Fault = (_, _) => null;
        _clock.Now += TimeSpan.FromMinutes(61);
        Assert.Null((await EnsureAsync()).Gap);
    }

    [Fact]
    public async Task Half_of_a_first_database_does_not_hide_the_starter_set()
    {
        _upstream.Fault = (request, _) => request.Path == Upstream.AlpineMain ? new ScriptedResponse(404) : null;

        OnDemandResult result = await EnsureAsync();

        Assert.False(result.IsReplaced);
        Assert.False(File.Exists(_database.Path));
    }

    [Fact]
    public async Task Older_advisories_that_are_not_stale_are_enough_when_upstream_is_gone()
    {
        await EnsureAsync();
        _upstream.Fault = (_, _) => new ScriptedResponse(404);

        _clock.Now += TimeSpan.FromDays(2);
        Assert.Null((await EnsureAsync()).Gap);

        _clock.Now += TimeSpan.FromDays(6);
        Assert.NotNull((await EnsureAsync()).Gap);
    }

    [Fact]
    public async Task Feeds_that_take_too_long_are_given_up()
    {
        _upstream.Fault = (request, _) => _upstream.Serve(request) with { CutAfter = 5, Stall = true };

        OnDemandResult result = await EnsureAsync(limit: TimeSpan.FromMilliseconds(200));

        Assert.NotNull(result.Gap);
        Assert.False(File.Exists(_database.Path));
    }

    [Fact]
    public void Image_needs_its_release_and_the_ecosystems_of_packages_that_the_distribution_does_not_own()
    {
        Package npm = new(new EcosystemId("npm"), "a", "1");
        Package pip = new(new EcosystemId("pypi"), "b", "1");
        var inventory = new ImageInventory
        {
            Image = new ImageIdentity { Name = "test" },
            Distribution = Found.Alpine("3.18.4"),
            Packages =
            [
                new ImagePackage(Found.Apk("musl", "1")),
                new ImagePackage(npm),
                new ImagePackage(pip) { OwnedBy = "py3-b" },
            ],
        };

        Assert.Equal(["alpine:3.18", "npm"], OnDemandAdvisories.ScopesOf(inventory));
    }

    private async Task<OnDemandResult> EnsureAsync(TimeSpan? limit = null)
    {
        DatabaseStatus? status = null;
        if (File.Exists(_database.Path))
        {
            using AdvisoryDatabase database = _database.Open();
            status = database.Status;
        }

        var onDemand = new OnDemandAdvisories(_database.Path, _clock, _upstream.Options)
        {
            Limit = limit ?? TimeSpan.FromSeconds(60),
        };
        return await onDemand.EnsureAsync(
            ["alpine:3.18"], status, progress: null, TestContext.Current.CancellationToken);
    }
}
