using Skep.Advisories;
using Skep.Advisories.Starter;

namespace Skep.Engine;

/// <summary>Where the advisory database of a cache directory lies.</summary>
public static class AdvisoryStore
{
    /// <summary>The database that <c>skep db</c> fills.</summary>
    public static string DatabaseFile(string cacheDirectory) => Path.Combine(cacheDirectory, "db", "advisories.db");

    /// <summary>Opens what was imported or fetched; where nothing was, the built-in starter set.</summary>
    public static async Task<AdvisoryDatabase> OpenAsync(
        string cacheDirectory, TimeProvider time, CancellationToken cancellationToken)
    {
        string file = DatabaseFile(cacheDirectory);
        return File.Exists(file)
            ? AdvisoryDatabase.Open(file)
            : await StarterDatabase.OpenAsync(Path.Combine(cacheDirectory, "db"), time, cancellationToken);
    }
}
