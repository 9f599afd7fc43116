using Skep.Advisories;
using Skep.Core;
using Skep.Testing;

namespace Skep.Engine.Tests;

/// <summary>An advisory database of everything in <c>shared/advisories</c>, compiled once a run.</summary>
/// <remarks>Set <c>SKEP_TEST_DATABASE</c> to the path of one that is kept between runs.</remarks>
public sealed class SharedAdvisories : IAsyncLifetime
{
    private readonly string? _kept = Environment.GetEnvironmentVariable("SKEP_TEST_DATABASE");
    private readonly string _folder = Directory.CreateTempSubdirectory("skep-advisories").FullName;

    public AdvisoryDatabase Database { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        string feeds = SharedData.Require("advisories");
        string path = _kept ?? Path.Combine(_folder, "advisories.db");
        if (!IsUsable(path))
        {
            await new AdvisoryImporter(TimeProvider.System).ImportAsync(
                [feeds],
                path,
                null,
                TestContext.Current.CancellationToken);
        }

        Database = AdvisoryDatabase.Open(path);
    }

    public ValueTask DisposeAsync()
    {
        Database?.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    // A kept one may be of an earlier schema.
    private static bool IsUsable(string path)
    {
        try
        {
            using var database = AdvisoryDatabase.Open(path);
            return true;
        }
        catch (SkepException)
        {
            return false;
        }
    }
}
