using System.Diagnostics;
using Skep.Core;
using Skep.Testing;

namespace Skep.Advisories.Tests.Import;

/// <summary>The upstream files of the shared folder, imported once for all tests of this class.</summary>
public sealed class SharedFeedsTests(SharedDatabase shared, ITestOutputHelper output) : IClassFixture<SharedDatabase>
{
    [Fact]
    public void Shared_folder_is_read_as_it_is()
    {
        ImportResult result = shared.Import();

        foreach (var part in result.Parts)
        {
            output.WriteLine($"{part.Feed} {part.Part}: {part.Advisories} advisories, {part.Rows} rows");
        }

        output.WriteLine($"{shared.Elapsed}, cpu {shared.Cpu}, {new FileInfo(shared.Path).Length} bytes, {result.Files} files");
        foreach ((string path, int count) in result.Unrecognised)
        {
            output.WriteLine($"unrecognised: {path} {count}");
        }

        foreach (Problem problem in result.Problems.Take(30))
        {
            output.WriteLine($"problem: {problem}");
        }

        Assert.True(result.Files > 30_000);
        Assert.InRange(result.ProblemCount, 0, 10);
    }
}

/// <summary>A database of everything in <c>shared/advisories</c>.</summary>
public sealed class SharedDatabase : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("skep-advisories").FullName;
    private ImportResult? _result;

    public string Path => System.IO.Path.Combine(_folder, "advisories.db");

    public TimeSpan Elapsed { get; private set; }

    public TimeSpan Cpu { get; private set; }

    public ImportResult Import()
    {
        if (_result is null)
        {
            string feeds = SharedData.Require("advisories");
            long start = Stopwatch.GetTimestamp();
            TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
            _result = new AdvisoryImporter(TimeProvider.System)
                .ImportAsync([feeds], Path, null, CancellationToken.None).GetAwaiter().GetResult();
            Elapsed = Stopwatch.GetElapsedTime(start);
            Cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        }

        return _result;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
