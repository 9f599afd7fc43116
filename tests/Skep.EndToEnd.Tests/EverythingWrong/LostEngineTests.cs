using System.Text.Json;
using Skep.Testing;

namespace Skep.EndToEnd.Tests.EverythingWrong;

/// <summary>A real clamd that dies, or stops to answer, while it is shown files.</summary>
public sealed class LostEngineTests : IDisposable
{
    private const int Files = 2000;

    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(2);

    private readonly SkepCommand _skep = new();
    private readonly ClamdProcess _clamd = ClamdProcess.Start();

    public void Dispose()
    {
        _clamd.Dispose();
        _skep.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3, "--policy", "policy.yaml")]
    public async Task Clamd_that_is_killed_ends_no_scan_and_what_it_did_not_judge_is_counted(
        int expected, params string[] flags)
    {
        SkepRun run = await ScanAsync(_clamd.Kill, flags);

        Assert.Matches(
            @"^no official .*; \d+ files were not judged, the first because: clamd at unix:", Says(run, expected));
    }

    [Fact]
    public async Task Clamd_that_stops_to_answer_is_given_up()
    {
        // The patience with one file is 45 s.
        Assert.SkipUnless(Environment.GetEnvironmentVariable("SKEP_LONG") == "1", "a minute; set SKEP_LONG=1");
        SkepRun run = await ScanAsync(_clamd.Stop);

        Assert.Matches(@"\d+ files were not judged, .* no answer within 45 s", Says(run, 0));
        Assert.True(run.TimeToEnd < TimeSpan.FromSeconds(75), run.TimeToEnd.ToString());
    }

    private static string Says(SkepRun run, int exitCode)
    {
        run.Exits(exitCode);
        JsonElement engine = run.Report.GetProperty("coverage").List("engines")
            .Single(engine => engine.GetProperty("id").GetString() == "clamav");
        Assert.Equal("failed", engine.GetProperty("state").GetString());
        Assert.Contains("engine/clamav", run.Gaps);
        return engine.GetProperty("message").GetString()!;
    }

    private Task<SkepRun> ScanAsync(Action happens, params string[] flags)
    {
        (string, string)[] files = [.. Enumerable.Range(0, Files).Select(i => ($"bin/{i}.sh", $"#!/bin/sh\n# {i}\n"))];
        _skep.File("image.tar", new SampleImage().Layer("COPY bin", files).DockerArchive());
        _skep.File("policy.yaml", EngineTests.Policy);
        return _skep.RunWhileAsync(
            async cancellationToken =>
            {
                while (_clamd.Judged < 5)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(1), cancellationToken);
                }

                happens();
            },
            MostTime,
            ["image", "--input", "image.tar", "--offline", "--scanners", "malware", "--clamd", _clamd.Address,
                "-f", "json", .. flags]);
    }
}
