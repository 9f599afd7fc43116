using Skep.Core;

namespace Skep.Advisories.Update;

/// <summary>Brings a database up to date from upstream.</summary>
/// <remarks>
/// Only what changed is fetched, and everything that was fetched is imported at once: a killed update leaves the
/// old database.
/// A file that cannot be had does not keep the others out, and what the database held of it stays.
/// </remarks>
public sealed class AdvisoryUpdater(string databaseFile, TimeProvider time, UpdateOptions options)
{
    /// <summary>Fetches and imports what is published for <paramref name="scopes"/>, and the ratings.</summary>
    /// <param name="withNvd">Also NVD's descriptions of every CVE.</param>
    /// <exception cref="SkepException">Another update runs, or the database cannot be written.</exception>
    public async Task<UpdateResult> UpdateAsync(
        IReadOnlyCollection<string> scopes,
        bool withNvd,
        IProgress<UpdateProgress>? progress,
        CancellationToken cancellationToken)
    {
        using UpdateLock held = UpdateLock.TryTake(databaseFile)
            ?? throw new SkepException(
                ErrorKind.Conflict, $"another update of '{databaseFile}' runs", "wait for it to finish");
        UpdateRun run = new(databaseFile, time, options, progress);
        UpdateResult result = await run.RunAsync(FeedLocations.For(scopes, withNvd), cancellationToken);
        return result with { Unserved = [.. scopes.Where(scope => !FeedLocations.IsServed(scope))] };
    }
}
