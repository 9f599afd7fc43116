using Skep.Advisories.Update;
using Skep.Testing;

namespace Skep.Advisories.Tests.Update;

public sealed class AdvisoryUpdaterTests : IDisposable
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
    public async Task Only_what_the_scope_needs_is_asked_for()
    {
        UpdateResult result = await UpdateAsync();

        Assert.All(result.Feeds, feed => Assert.Equal(FeedOutcome.Updated, feed.Outcome));
        Assert.Equal(
            [Upstream.Epss, Upstream.Kev, Upstream.AlpineCommunity, Upstream.AlpineMain],
            _upstream.Requests.Select(request => request.Path).Order(StringComparer.Ordinal));
        using AdvisoryDatabase database = _database.Open();
        Assert.Single(database.Search("CVE-2023-1", 10));
        Assert.All(database.Status.Parts, part => Assert.Equal(TestDatabase.Now, part.Fetched));
        Assert.Equal(["atlantis:1"], (await UpdateAsync("atlantis:1")).Unserved);
    }

    [Fact]
    public async Task Unchanged_files_are_confirmed_and_not_fetched_again()
    {
        await UpdateAsync();
        _clock.Now += TimeSpan.FromDays(30);
        _upstream.Put(Upstream.AlpineMain, Upstream.Secdb("main", "openssl", "CVE-2023-3"));

        UpdateResult result = await UpdateAsync();

        Assert.Equal(
            ["alpine-secdb/v3.18/main.json"],
            result.Feeds.Where(feed => feed.Outcome == FeedOutcome.Updated).Select(feed => feed.Path));
        Assert.Equal(3, result.Feeds.Count(feed => feed.Outcome == FeedOutcome.Unchanged));
        using AdvisoryDatabase database = _database.Open();
        Assert.Empty(database.Search("CVE-2023-1", 10));
        Assert.Single(database.Search("CVE-2023-2", 10));
        Assert.All(database.Status.Parts, part => Assert.Equal(_clock.Now, part.Fetched));
    }

    [Fact]
    public async Task Validators_are_forgotten_with_the_database_they_speak_of()
    {
        await UpdateAsync();
        File.Delete(_database.Path);

        UpdateResult result = await UpdateAsync();

        Assert.All(result.Feeds, feed => Assert.Equal(FeedOutcome.Updated, feed.Outcome));
    }

    [Fact]
    public async Task File_that_somebody_gave_since_is_replaced_by_upstreams()
    {
        await UpdateAsync();
        await _database.ImportAsync(_database.Write("main.json", Upstream.Secdb("main", "openssl", "CVE-2000-1")));

        await UpdateAsync();

        using AdvisoryDatabase database = _database.Open();
        Assert.Empty(database.Search("CVE-2000-1", 10));
        Assert.Single(database.Search("CVE-2023-1", 10));
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("busy")]
    [InlineData("broken")]
    [InlineData("cut off")]
    [InlineData("silent")]
    [InlineData("sign-in page")]
    [InlineData("damaged gzip")]
    [InlineData("empty")]
    [InlineData("hangs up")]
    public async Task Feed_that_fails_keeps_its_old_content_and_the_others_are_imported(string how)
    {
        await UpdateAsync();
        _upstream.Put(Upstream.AlpineMain, Upstream.Secdb("main", "openssl", "CVE-2023-3"));
        _upstream.Put(Upstream.AlpineCommunity, Upstream.Secdb("community", "nodejs", "CVE-2023-4"));
        _upstream.Fault = (request, _) => request.Path == Upstream.AlpineMain ? Fault(how) : null;

        UpdateResult result = await UpdateAsync();

        FeedUpdate failed = Assert.Single(result.Failed);
        Assert.Equal("alpine-secdb/v3.18/main.json", failed.Path);
        Assert.NotEmpty(failed.Detail);
        using AdvisoryDatabase database = _database.Open();
        Assert.Single(database.Search("CVE-2023-1", 10));
        Assert.Empty(database.Search("CVE-2023-3", 10));
        Assert.Single(database.Search("CVE-2023-4", 10));

        _upstream.Fault = (_, _) => null;
        Assert.Empty((await UpdateAsync()).Failed);
        using AdvisoryDatabase later = _database.Open();
        Assert.Single(later.Search("CVE-2023-3", 10));
    }

    [Fact]
    public async Task Failed_feed_is_not_confirmed_by_an_unchanged_one_of_its_scope()
    {
        await UpdateAsync();
        _clock.Now += TimeSpan.FromDays(30);
        _upstream.Fault = (request, _) => request.Path == Upstream.AlpineMain ? new ScriptedResponse(404) : null;

        await UpdateAsync();

        using AdvisoryDatabase database = _database.Open();
        Assert.All(
            database.Status.Parts.Where(part => part.Scopes.Contains("alpine:3.18")),
            part => Assert.Equal(TestDatabase.Now, part.Fetched));
    }

    [Fact]
    public async Task Cancelled_update_leaves_the_database_and_no_files()
    {
        await UpdateAsync();
        byte[] before = await File.ReadAllBytesAsync(_database.Path, TestContext.Current.CancellationToken);
        using var cancel = new CancellationTokenSource();
        _upstream.Fault = (request, _) =>
        {
            cancel.Cancel();
            return new ScriptedResponse(200, "{") { Stall = true };
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Updater(_upstream.Options)
            .UpdateAsync(["alpine:3.18"], withNvd: false, progress: null, cancel.Token));

        Assert.Equal(before, await File.ReadAllBytesAsync(_database.Path, TestContext.Current.CancellationToken));
        Assert.Equal(
            ["advisories.db", "advisories.db.lock", "advisories.db.update.json", "advisories.db.update.lock"],
            Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(_database.Path)!)
                .Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Damaged_state_only_costs_a_download()
    {
        await UpdateAsync();
        await File.WriteAllTextAsync(
            _database.Path + ".update.json", "{\"Feeds\":[", TestContext.Current.CancellationToken);

        UpdateResult result = await UpdateAsync();

        Assert.All(result.Feeds, feed => Assert.Equal(FeedOutcome.Updated, feed.Outcome));
    }

    private static ScriptedResponse Fault(string how) => how switch
    {
        "missing" => new ScriptedResponse(404),
        "busy" => new ScriptedResponse(429) { Headers = [("Retry-After", "86400")] },
        "broken" => new ScriptedResponse(500),
        "cut off" => new ScriptedResponse(200, new string('x', 1000)) { CutAfter = 100 },
        "silent" => new ScriptedResponse(200, new string('x', 1000)) { CutAfter = 100, Stall = true },
        "sign-in page" => new ScriptedResponse(200, "<html>Please sign in</html>"),
        "damaged gzip" =>
            new ScriptedResponse(200, Upstream.Gzip(Upstream.Secdb("main", "openssl", "CVE-2023-9"))[..^12]),
        "empty" => new ScriptedResponse(200),
        _ => new ScriptedResponse(200) { HangUp = true },
    };

    private Task<UpdateResult> UpdateAsync(string scope = "alpine:3.18") =>
        Updater(_upstream.Options with { ReadTimeout = TimeSpan.FromSeconds(1), Attempts = 2 })
            .UpdateAsync([scope], withNvd: false, progress: null, TestContext.Current.CancellationToken);

    private AdvisoryUpdater Updater(UpdateOptions options) => new(_database.Path, _clock, options);
}
