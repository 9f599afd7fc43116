using Skep.Advisories.Match;
using Skep.Core;

namespace Skep.Advisories.Update;

/// <summary>Fetches the advisories that an image needs and the database lacks, while a scan waits.</summary>
/// <remarks>
/// It never fails a scan: what could not be had is a gap. It costs little where there is no network: connections
/// are given up after three seconds, and what failed is not tried again for an hour.
/// </remarks>
public sealed class OnDemandAdvisories(string databaseFile, TimeProvider time, UpdateOptions options)
{
    /// <summary>The id of the gap that a fetch in vain leaves.</summary>
    public const string GapId = "advisories/not-fetched";

    private static readonly TimeSpan RetryAfter = TimeSpan.FromHours(1);
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(250);

    // Feeds are published several times a day; what upstream confirmed within one is good enough for a scan.
    private static readonly TimeSpan FetchedAge = TimeSpan.FromDays(1);

    private readonly UpdateOptions _options = options.OnDemand();

    /// <summary>The longest a scan waits.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Files that somebody gave are looked for upstream when their content is older. Default 7 days.
    /// </summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromDays(7);

    /// <summary>The scopes in which an image's packages are looked up.</summary>
    public static IReadOnlyList<string> ScopesOf(ImageInventory inventory)
    {
        IReadOnlyList<string> os = inventory.Distribution is { } found ? DistributionScopes.Of(found) : [];
        var lookups = new PackageLookups(new Dictionary<string, IEcosystem>(), os.Count > 0 ? [os[0]] : []);
        return [.. inventory.Packages
            .Where(package => package.OwnedBy is null || PackageLookups.IsOs(package.Package))
            .SelectMany(package => lookups.ScopesOf(package.Package)).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>Whether the database should be asked upstream for any of <paramref name="scopes"/>.</summary>
    public bool IsWanting(IReadOnlyCollection<string> scopes, DatabaseStatus? status) =>
        Wanting(scopes, status, FetchedAge).Count > 0;

    /// <summary>Fetches what is missing or stale of <paramref name="scopes"/>.</summary>
    /// <param name="status">What the database in use holds.</param>
    public async Task<OnDemandResult> EnsureAsync(
        IReadOnlyCollection<string> scopes,
        DatabaseStatus? status,
        IProgress<UpdateProgress>? progress,
        CancellationToken cancellationToken)
    {
        OnDemandResult result = await TryAsync(scopes, status, progress, cancellationToken);

        // What is not stale yet is enough: a network that is down for a day leaves no gap.
        DatabaseStatus? present = result.IsReplaced ? UpdateRun.Status(databaseFile) : status;
        return result.Failure is null || Wanting(scopes, present, StaleAfter).Count > 0
            ? result
            : result with { Failure = null };
    }

    private async Task<OnDemandResult> TryAsync(
        IReadOnlyCollection<string> scopes,
        DatabaseStatus? status,
        IProgress<UpdateProgress>? progress,
        CancellationToken cancellationToken)
    {
        WantedFile[] files = Due(Wanting(scopes, status, FetchedAge), out bool isWaiting);
        if (files.Length == 0)
        {
            return isWaiting
                ? OnDemandResult.InVain("upstream was asked within the last hour, in vain")
                : OnDemandResult.Nothing;
        }

        using var limit = new CancellationTokenSource(Limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await FetchAsync(scopes, progress, both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Note(files);
            return OnDemandResult.InVain($"the feeds did not come within {Limit.TotalSeconds:0} s");
        }
        catch (Exception failure) when (failure is SkepException or IOException or UnauthorizedAccessException)
        {
            return OnDemandResult.InVain(failure.Message);
        }
    }

    private async Task<OnDemandResult> FetchAsync(
        IReadOnlyCollection<string> scopes, IProgress<UpdateProgress>? progress, CancellationToken cancellationToken)
    {
        UpdateLock? held;
        while ((held = UpdateLock.TryTake(databaseFile)) is null)
        {
            await Task.Delay(LockPoll, time, cancellationToken);
        }

        using (held)
        {
            // Another process may have fetched while this one waited.
            DatabaseStatus? status = UpdateRun.Status(databaseFile);
            WantedFile[] files = Due(Wanting(scopes, status, FetchedAge), out bool isWaiting);
            if (files.Length == 0)
            {
                return isWaiting
                    ? OnDemandResult.InVain("another scan asked upstream, in vain")
                    : new OnDemandResult(true, null);
            }

            // With no database yet, half of one would hide the starter set.
            var run = new UpdateRun(databaseFile, time, _options, progress) { AllOrNothing = status is null };
            UpdateResult result = await run.RunAsync(files, cancellationToken);
            FeedUpdate? failed = result.Failed.FirstOrDefault();
            return new OnDemandResult(result.IsReplaced, failed is null ? null : $"{failed.Path}: {failed.Detail}");
        }
    }

    private HashSet<string> Wanting(IEnumerable<string> scopes, DatabaseStatus? status, TimeSpan fetchedAge)
    {
        DateTimeOffset now = time.GetUtcNow();
        var fresh = new HashSet<string>(
            status?.Parts
                .Where(part => !part.IsStarter && !FeedLocations.IsSupplement(part.Feed) && IsFresh(part))
                .SelectMany(part => part.Scopes) ?? [],
            StringComparer.Ordinal);
        return [.. scopes.Where(scope => !fresh.Contains(scope) && FeedLocations.IsServedToScans(scope))];

        bool IsFresh(StoredPart part) => part.Fetched is { } fetched
            ? now - fetched <= fetchedAge
            : now - (part.Newest ?? part.Imported) <= StaleAfter;
    }

    // Files that are not known to be out of reach for now.
    private WantedFile[] Due(HashSet<string> scopes, out bool isWaiting)
    {
        isWaiting = false;
        if (scopes.Count == 0)
        {
            return [];
        }

        DateTimeOffset now = time.GetUtcNow();
        Dictionary<string, DateTimeOffset> failures = UpdateState.Read(databaseFile).Failures;
        WantedFile[] files =
            [.. FeedLocations.For(scopes, withNvd: false).Where(file => !FeedLocations.IsSupplement(file.Feed))];
        WantedFile[] due = [.. files.Where(file =>
        {
            Uri url = FeedTransport.Place(file.Location.Url, _options);
            return !IsRecent(url.Host) && !IsRecent(url.AbsoluteUri);
        })];
        isWaiting = files.Length > due.Length;

        // Ratings alone are not worth the wait.
        return due.Any(file => file.Scopes.Count > 0) ? due : [];

        bool IsRecent(string key) =>
            failures.TryGetValue(key, out DateTimeOffset at) && now - at < RetryAfter && at <= now;
    }

    private void Note(WantedFile[] files)
    {
        UpdateState state = UpdateState.Read(databaseFile);
        foreach (WantedFile file in files)
        {
            state.Failures[FeedTransport.Place(file.Location.Url, _options).AbsoluteUri] = time.GetUtcNow();
        }

        state.Write(databaseFile);
    }
}

/// <summary>What a fetch for a scan brought.</summary>
/// <param name="IsReplaced">The database file is another one than before: open it again.</param>
/// <param name="Failure">What could not be had; null when nothing is missing.</param>
public sealed record OnDemandResult(bool IsReplaced, string? Failure)
{
    public static OnDemandResult Nothing { get; } = new(false, null);

    /// <summary>The gap it leaves; null when it leaves none.</summary>
    public CoverageGap? Gap => Failure is null
        ? null
        : new CoverageGap(
            OnDemandAdvisories.GapId,
            $"advisories could not be fetched: {Failure}",
            "run: skep db update, or scan with --offline");

    internal static OnDemandResult InVain(string why) => new(false, why);
}
