using System.IO.Compression;
using Skep.Testing;

namespace Skep.EndToEnd.Tests.Life;

/// <summary>A scan gets the advisories it needs by itself, and only those.</summary>
public sealed class OnDemandTests : IDisposable
{
    private readonly SkepCommand _skep = new();
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly ScriptedServer _upstream;
    private volatile bool _isStalling;

    public OnDemandTests()
    {
        _upstream = new ScriptedServer(request => _files.TryGetValue(request.Path, out byte[]? content)
            ? new ScriptedResponse(200, content) { CutAfter = _isStalling ? 20 : int.MaxValue, Stall = _isStalling }
            : new ScriptedResponse(404));
        _files["/npm/all.zip"] = Zip("SKEP-2024-1.json", Samples.Advisory());
        _skep.File("image.tar", Samples.Vulnerable().DockerArchive());
    }

    public void Dispose()
    {
        _upstream.Dispose();
        _skep.Dispose();
    }

    [Fact]
    public async Task Scan_fetches_what_the_image_needs_and_only_once()
    {
        SkepRun first = (await ScanAsync()).Exits(0);
        Assert.Equal([Samples.Id], first.Findings);
        Assert.Contains("/npm/all.zip", Asked());
        Assert.DoesNotContain(Asked(), path => path.Contains("PyPI", StringComparison.Ordinal));
        Assert.DoesNotContain(Asked(), path => path.Contains("jsrepository", StringComparison.Ordinal));

        int asked = Asked().Count(path => path == "/npm/all.zip");
        Assert.Equal([Samples.Id], (await ScanAsync()).Exits(0).Findings);
        Assert.Equal(asked, Asked().Count(path => path == "/npm/all.zip"));
    }

    [Fact]
    public async Task Offline_asks_nobody()
    {
        SkepRun run = (await ScanAsync("--offline")).Exits(0);

        Assert.Empty(Asked());
        Assert.Empty(run.Findings);
        Assert.Contains("advisories/starter-only", run.Gaps);
    }

    [Fact]
    public async Task Fetch_in_vain_is_a_gap_and_fails_no_scan()
    {
        _files["/npm/all.zip"] = "<html>sign in</html>"u8.ToArray();

        SkepRun run = (await ScanAsync()).Exits(0);

        Assert.Contains("advisories/not-fetched", run.Gaps);
        Assert.Empty(run.Findings);
    }

    [Fact]
    public async Task Update_fetches_what_was_named_and_the_next_one_what_changed()
    {
        SkepRun first = await _skep.RunAsync("db", "update", "npm", "--db-mirror", $"http://{_upstream.Host}");

        // The server has neither ratings nor supplements: said, and no reason to lose the rest.
        first.Exits(3);
        Assert.Contains(Samples.Id, (await _skep.RunAsync("db", "search", "beehive")).Exits(0).Output);
    }

    [Theory]
    [InlineData("KILL", 137)]
    [InlineData("INT", 130)]
    public async Task Update_that_is_ended_leaves_the_old_database_and_the_next_one_works(string signal, int code)
    {
        await Samples.ImportAsync(_skep);
        string[] update = ["db", "update", "npm", "--db-mirror", $"http://{_upstream.Host}"];
        _isStalling = true;
        (await _skep.SignalAsync(signal, () => Asked().Length > 0, update)).Exits(code);
        _isStalling = false;

        Assert.Equal([Samples.Id], (await ScanAsync("--offline")).Exits(0).Findings);
        Assert.Contains("1 files updated", (await _skep.RunAsync(update)).Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(_skep.PathOf(".cache"), "*.downloads", SearchOption.AllDirectories));
    }

    private string[] Asked() => [.. _upstream.Requests.Select(request => request.Path)];

    private Task<SkepRun> ScanAsync(params string[] more) => _skep.RunAsync(
    [
        "image", "--input", "image.tar", "-f", "json", "--db-mirror", $"http://{_upstream.Host}", .. more,
    ]);

    private static byte[] Zip(string name, string content)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            using Stream entry = archive.CreateEntry(name).Open();
            entry.Write(System.Text.Encoding.UTF8.GetBytes(content));
        }

        return packed.ToArray();
    }
}
