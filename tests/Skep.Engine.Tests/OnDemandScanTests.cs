using System.IO.Compression;
using System.Text;
using Skep.Advisories;
using Skep.Advisories.Update;
using Skep.Core;
using Skep.Testing;

namespace Skep.Engine.Tests;

/// <summary>Scans that fetch the advisories they lack.</summary>
public sealed class OnDemandScanTests : IDisposable
{
    private const string Feed = "/npm/all.zip";

    private static readonly byte[] _layer = new TarBuilder()
        .File("app/node_modules/beehive/package.json", """{"name":"beehive","version":"1.0.0"}""").End();

    private readonly TemporaryDirectory _folder = new();
    private readonly ScriptedServer _upstream;
    private byte[] _feed = Zip("""
        {"id": "GHSA-aaaa-bbbb-cccc", "modified": "2026-05-15T00:00:00Z", "affected": [
         {"package": {"ecosystem": "npm", "name": "beehive"},
          "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "2.0.0"}]}]}]}
        """);

    public OnDemandScanTests() => _upstream = new ScriptedServer(request =>
        request.Path == Feed ? new ScriptedResponse(200, _feed) : new ScriptedResponse(404));

    public void Dispose()
    {
        _upstream.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Images_of_one_call_share_one_fetch_and_are_judged_by_it()
    {
        ScanReport[] reports = await ScanAsync("a.tar", "b.tar");

        Assert.All(reports, report => Assert.Equal(
            "GHSA-aaaa-bbbb-cccc", Assert.Single(report.Vulnerabilities).Vulnerability.Id));
        Assert.Single(_upstream.Requests, request => request.Path == Feed);
    }

    [Fact]
    public async Task What_cannot_be_fetched_is_a_gap_of_the_report_and_asked_for_once()
    {
        _feed = "<html>sign in</html>"u8.ToArray();

        ScanReport[] reports = await ScanAsync("a.tar", "b.tar");

        Assert.All(reports, report =>
            Assert.Contains(report.Coverage.Gaps, gap => gap.Code == OnDemandAdvisories.GapId));
        Assert.Single(_upstream.Requests, request => request.Path == Feed);
    }

    private async Task<ScanReport[]> ScanAsync(params string[] names)
    {
        string cache = Path.Combine(_folder.Path, "cache");
        var upstream = new UpdateOptions { Mirror = new Uri($"http://{_upstream.Host}"), FirstDelay = TimeSpan.Zero };
        var options = new ScanOptions
        {
            CacheDirectory = cache,
            Advisories = new OnDemandAdvisories(AdvisoryStore.DatabaseFile(cache), TimeProvider.System, upstream),
        };
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using AdvisoryDatabase database = await AdvisoryStore.OpenAsync(cache, TimeProvider.System, cancellation);
        using var scanner = new ImageScanner(options, database, Detectors.None, TimeProvider.System);
        string[] images = [.. names.Select(name => SampleArchive.Write(_folder, name, SampleArchive.Of(_layer)))];
        IReadOnlyList<ScanOutcome> outcomes = await scanner.ScanAsync(images, null, cancellation);
        return [.. outcomes.Cast<ScanOutcome.Completed>().Select(outcome => outcome.Report)];
    }

    private static byte[] Zip(string record)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            using Stream entry = archive.CreateEntry("record.json").Open();
            entry.Write(Encoding.UTF8.GetBytes(record));
        }

        return packed.ToArray();
    }
}
