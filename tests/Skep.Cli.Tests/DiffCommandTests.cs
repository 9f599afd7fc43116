using Skep.Core;
using Skep.Reports;
using Skep.Testing;

namespace Skep.Cli.Tests;

public sealed class DiffCommandTests : IDisposable
{
    private readonly CommandRun _skep = new();

    public void Dispose() => _skep.Dispose();

    [Fact]
    public async Task Stored_reports_are_compared()
    {
        Assert.Equal(0, await Stored(SampleScan.Clean, SampleScan.Report).RunAsync("diff", "a.json", "b.json"));
        Assert.Contains("busybox:latest → registry.example/shop/web:1.4", _skep.Output, StringComparison.Ordinal);
        Assert.Contains("malware/miner/xmrig", _skep.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json", "\"schema\": \"skep-difference\"")]
    [InlineData("markdown", "| new findings |")]
    public async Task Format_is_chosen(string format, string expected)
    {
        await Stored(SampleScan.Clean, SampleScan.Report).RunAsync("diff", "a.json", "b.json", "-f", format);
        Assert.Contains(expected, _skep.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_new_findings_fail()
    {
        string[] diff = ["diff", "a.json", "b.json", "--fail-on", "critical"];
        ScanReport judged = SampleScan.Report with
        {
            Coverage = SampleScan.Report.Coverage with { Gaps = [] },
        };

        Assert.Equal(1, await Stored(SampleScan.Clean, SampleScan.Report).RunAsync(diff));
        Assert.Equal(0, await Stored(judged, judged).RunAsync(diff));
        Assert.Equal(3, await Stored(SampleScan.Report, SampleScan.Report).RunAsync(diff));
    }

    [Fact]
    public async Task Report_of_several_images_is_refused()
    {
        Write("a.json", SampleScan.Clean, SampleScan.Report);
        Assert.Equal(2, await _skep.RunAsync("diff", "a.json", "a.json"));
        Assert.Contains("not of one image", _skep.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Format_of_scans_is_refused()
    {
        Assert.Equal(2, await _skep.RunAsync("diff", "a.json", "b.json", "-f", "sarif"));
        Assert.Contains("sarif", _skep.Error, StringComparison.Ordinal);
    }

    private CommandRun Stored(ScanReport before, ScanReport after)
    {
        Write("a.json", before);
        Write("b.json", after);
        return _skep;
    }

    private void Write(string name, params ScanReport[] reports)
    {
        using FileStream stream = File.Create(Path.Combine(_skep.Folder, name));
        ReportFormats.Find("json")!.Write(reports, stream, new ReportOptions());
    }
}
