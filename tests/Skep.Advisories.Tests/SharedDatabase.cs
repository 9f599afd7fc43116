using System.Diagnostics;
using Skep.Core;
using Skep.Testing;

[assembly: AssemblyFixture(typeof(Skep.Advisories.Tests.SharedDatabase))]

namespace Skep.Advisories.Tests;

/// <summary>A database of everything in <c>shared/advisories</c>, compiled at most once a run.</summary>
/// <remarks>Set <c>SKEP_TEST_DATABASE</c> to the path of one that is kept between runs.</remarks>
public sealed class SharedDatabase : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("skep-advisories").FullName;
    private readonly SemaphoreSlim _once = new(1, 1);
    private ImportResult? _result;

    private string File => Path.Combine(_folder, "advisories.db");

    public TimeSpan Cpu { get; private set; }

    public long Size => new FileInfo(File).Length;

    public async Task<ImportResult> ImportAsync(CancellationToken cancellationToken)
    {
        string feeds = SharedData.Require("advisories");
        await _once.WaitAsync(cancellationToken);
        try
        {
            if (_result is null)
            {
                TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
                _result = await new AdvisoryImporter(TimeProvider.System).ImportAsync(
                    [feeds],
                    File,
                    null,
                    cancellationToken);
                Cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
            }

            return _result;
        }
        finally
        {
            _once.Release();
        }
    }

    public async Task<AdvisoryDatabase> OpenAsync(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable("SKEP_TEST_DATABASE") is { } kept && System.IO.File.Exists(kept))
        {
            try
            {
                return AdvisoryDatabase.Open(kept);
            }
            catch (SkepException)
            {
                // Of an earlier schema.
            }
        }

        await ImportAsync(cancellationToken);
        return AdvisoryDatabase.Open(File);
    }

    public void Dispose()
    {
        _once.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
