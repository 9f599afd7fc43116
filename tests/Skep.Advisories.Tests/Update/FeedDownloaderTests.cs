using Skep.Advisories.Update;
using Skep.Core;
using Skep.Testing;

namespace Skep.Advisories.Tests.Update;

public sealed class FeedDownloaderTests : IDisposable
{
    private const string Name = "/file";

    private readonly TemporaryDirectory _folder = new();
    private readonly Upstream _upstream = new();
    private readonly byte[] _content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i / 7 % 251))];

    public FeedDownloaderTests() => _upstream.Put(Name, _content);

    private string Target => Path.Combine(_folder.Path, "target");

    public void Dispose()
    {
        _upstream.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Body_that_is_cut_off_goes_on_where_it_ended()
    {
        _upstream.Fault = (request, count) =>
            count <= 2 ? _upstream.Serve(request) with { CutAfter = 100_000 } : null;

        await FetchAsync();

        Assert.Equal(_content, await File.ReadAllBytesAsync(Target, TestContext.Current.CancellationToken));
        Assert.Equal([0, 100_000, 200_000], _upstream.Requests.Select(request => request.Offset));
    }

    [Fact]
    public async Task File_that_changed_in_between_is_fetched_anew()
    {
        byte[] newer = [.. _content.Select(b => (byte)(b ^ 0xff))];
        _upstream.Fault = (request, count) =>
        {
            ScriptedResponse? cut = count == 1 ? _upstream.Serve(request) with { CutAfter = 1000 } : null;
            _upstream.Put(Name, newer);
            return cut;
        };

        await FetchAsync();

        Assert.Equal(newer, await File.ReadAllBytesAsync(Target, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Server_that_answers_with_another_range_is_asked_for_the_whole()
    {
        _upstream.Fault = (request, count) => count switch
        {
            1 => _upstream.Serve(request) with { CutAfter = 1000 },
            2 => new ScriptedResponse(206, _content[5000..])
            {
                Headers = [("Content-Range", $"bytes 5000-299999/300000")],
            },
            _ => null,
        };

        await FetchAsync();

        Assert.Equal(_content, await File.ReadAllBytesAsync(Target, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Busy_and_failing_servers_are_asked_again()
    {
        _upstream.Fault = (_, count) => count switch
        {
            1 => new ScriptedResponse(429) { Headers = [("Retry-After", "0")] },
            2 => new ScriptedResponse(503),
            3 => new ScriptedResponse(200) { HangUp = true },
            4 => new ScriptedResponse(200, _content) { CutAfter = 10, Stall = true },
            _ => null,
        };

        await FetchAsync(options => options with { ReadTimeout = TimeSpan.FromSeconds(1) });

        Assert.Equal(_content, await File.ReadAllBytesAsync(Target, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Server_that_wants_a_longer_wait_than_allowed_has_failed_at_once()
    {
        _upstream.Fault = (_, _) => new ScriptedResponse(429) { Headers = [("Retry-After", "3600")] };

        await FailAsync("429");

        Assert.Single(_upstream.Requests);
    }

    [Fact]
    public async Task Missing_file_is_not_asked_for_again()
    {
        _upstream.Fault = (_, _) => new ScriptedResponse(404);

        await FailAsync("no such file");

        Assert.Single(_upstream.Requests);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://192.0.2.1/file")]
    public async Task Redirects_are_followed_to_allowed_addresses_only(string? elsewhere)
    {
        _upstream.Fault = (request, _) => request.Path == Name
            ? new ScriptedResponse(302) { Headers = [("Location", elsewhere ?? "/moved")] }
            : null;
        _upstream.Put("/moved", _content);

        if (elsewhere is null)
        {
            await FetchAsync();
        }
        else
        {
            await FailAsync("");
        }

        Assert.Equal(elsewhere is null, File.Exists(Target));
    }

    [Fact]
    public async Task Redirects_without_end_are_given_up()
    {
        _upstream.Fault = (_, _) => new ScriptedResponse(302) { Headers = [("Location", Name)] };

        await FailAsync("redirects");
    }

    [Fact]
    public async Task Larger_files_than_allowed_are_not_kept_on_reading()
    {
        await FailAsync("larger", options => options with { MaxFile = ByteSize.Kibibytes(128) });
    }

    [Fact]
    public async Task Host_that_cannot_be_reached_is_not_tried_again()
    {
        Uri closed;
        using (var gone = new Upstream())
        {
            closed = gone.Url;
        }

        using HttpClient client = FeedTransport.Create(_upstream.Options);
        var downloader = new FeedDownloader(
            client, _upstream.Options with { ConnectAttempts = 1 }, TimeProvider.System);

        for (int i = 0; i < 3; i++)
        {
            var failed = Assert.IsType<DownloadResult.Failed>(
                await downloader.FetchAsync(
                    new Uri(closed, Name), Target, null, TestContext.Current.CancellationToken));
            Assert.True(failed.IsUnreachable);
        }
    }

    [Theory]
    [InlineData("https://a.example/x", null, false, true)]
    [InlineData("http://127.0.0.1/x", null, false, true)]
    [InlineData("http://a.example/x", null, false, false)]
    [InlineData("http://a.example/x", null, true, true)]
    [InlineData("http://127.0.0.1/x", "https://a.example/", true, false)]
    [InlineData("https://b.example/x", "http://a.example/", true, true)]
    [InlineData("ftp://a.example/x", null, true, false)]
    public void Plain_http_is_for_this_machine_or_by_flag_and_never_after_https(
        string url, string? from, bool insecure, bool allowed)
    {
        string? refusal = FeedTransport.Refusal(
            new Uri(url), from is null ? null : new Uri(from), new UpdateOptions { Insecure = insecure });

        Assert.Equal(allowed, refusal is null);
    }

    [Fact]
    public void Mirror_takes_the_place_of_upstreams_host()
    {
        Uri place = FeedTransport.Place(
            new Uri("https://osv.example/Rocky%20Linux/all.zip?x=1"),
            new UpdateOptions { Mirror = new Uri("https://mirror.corp/feeds/") });

        Assert.Equal("https://mirror.corp/feeds/Rocky%20Linux/all.zip?x=1", place.AbsoluteUri);
    }

    private async Task FetchAsync(Func<UpdateOptions, UpdateOptions>? change = null) =>
        Assert.IsType<DownloadResult.Fetched>(await RunAsync(change));

    private async Task FailAsync(string reason, Func<UpdateOptions, UpdateOptions>? change = null) =>
        Assert.Contains(
            reason, Assert.IsType<DownloadResult.Failed>(await RunAsync(change)).Reason, StringComparison.Ordinal);

    private async Task<DownloadResult> RunAsync(Func<UpdateOptions, UpdateOptions>? change)
    {
        UpdateOptions options = change?.Invoke(_upstream.Options) ?? _upstream.Options;
        using HttpClient client = FeedTransport.Create(options);
        return await new FeedDownloader(client, options, TimeProvider.System)
            .FetchAsync(new Uri(_upstream.Url, Name), Target, null, TestContext.Current.CancellationToken);
    }
}
