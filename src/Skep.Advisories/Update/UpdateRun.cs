using Skep.Core;

namespace Skep.Advisories.Update;

/// <summary>
/// One update: fetch side by side, check, import at once, remember. The caller holds the <see
/// cref="UpdateLock"/>.
/// </summary>
internal sealed class UpdateRun(
    string databaseFile, TimeProvider time, UpdateOptions options, IProgress<UpdateProgress>? progress)
{
    // To the second, as the database keeps it.
    private readonly DateTimeOffset _now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
    private readonly string _folder = databaseFile + ".downloads";

    /// <summary>Import nothing unless every file that names packages is there.</summary>
    public bool AllOrNothing { get; init; }

    public async Task<UpdateResult> RunAsync(IReadOnlyList<WantedFile> files, CancellationToken cancellationToken)
    {
        DeleteDownloads();
        try
        {
            UpdateState state = UpdateState.Read(databaseFile);
            Fetch[] fetches = await FetchAsync(files, state, cancellationToken);
            ImportResult? import = await ImportAsync(fetches, cancellationToken);
            bool isReplaced = import?.Parts.Count > 0;
            bool isImported = isReplaced || !fetches.Any(fetch => fetch.Result is DownloadResult.Fetched);
            if (isImported)
            {
                isReplaced |= Confirm(fetches);
                Remember(fetches, state);
            }

            NoteFailures(fetches, state);
            state.Write(databaseFile);
            FeedUpdate[] feeds = [.. fetches.Select(fetch => fetch.Report(isImported))];
            return new UpdateResult(feeds, import) { IsReplaced = isReplaced };
        }
        finally
        {
            DeleteDownloads();
        }
    }

    /// <summary>What the database holds now; null when there is none that this Skep can read.</summary>
    public static DatabaseStatus? Status(string databaseFile)
    {
        try
        {
            using var database = AdvisoryDatabase.Open(databaseFile);
            return database.Status;
        }
        catch (SkepException)
        {
            return null;
        }
    }

    private async Task<Fetch[]> FetchAsync(
        IReadOnlyList<WantedFile> files, UpdateState state, CancellationToken cancellationToken)
    {
        DatabaseStatus? status = Status(databaseFile);
        using HttpClient client = FeedTransport.Create(options);
        var downloader = new FeedDownloader(client, options, time);
        var leads = new LeadFollower(downloader, options);
        var fetches = new Fetch[files.Count];
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.Parallelism,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForAsync(0, files.Count, parallel, async (i, token) =>
        {
            WantedFile file = files[i];
            string place = Path.Combine(_folder, file.Location.Path);
            (Uri address, DownloadResult.Failed? astray) = await leads.FollowAsync(file.Location, place, token);
            Uri url = FeedTransport.Place(address, options);
            FeedVersion? known = state.Feeds.GetValueOrDefault(url.AbsoluteUri) is { } version
                && FetchedDates.Holds(status, file, version) ? version : null;
            progress?.Report(new UpdateProgress(file.Location.Path, "fetching"));
            DownloadResult result = astray ?? await downloader.FetchAsync(url, place, known, token);
            if (result is DownloadResult.Fetched && await FetchedFileCheck.FaultAsync(place, token) is { } fault)
            {
                result = new DownloadResult.Failed(fault);
            }

            fetches[i] = new Fetch(file, url, place, result);
        });
        return fetches;
    }

    private async Task<ImportResult?> ImportAsync(Fetch[] fetches, CancellationToken cancellationToken)
    {
        string[] paths =
            [.. fetches.Where(fetch => fetch.Result is DownloadResult.Fetched).Select(fetch => fetch.Place)];
        bool isRefused = AllOrNothing && fetches.Any(fetch => fetch.File.Scopes.Count > 0 && fetch.IsFailed);
        if (paths.Length == 0 || isRefused)
        {
            return null;
        }

        progress?.Report(new UpdateProgress($"{paths.Length} files", "importing"));
        var importer = new AdvisoryImporter(time) { FetchedAt = _now };
        return await importer.ImportAsync(paths, databaseFile, null, cancellationToken);
    }

    // What is unchanged is as good as fetched now; without the date it would grow stale.
    private bool Confirm(Fetch[] fetches)
    {
        WantedFile[] unchanged =
            [.. fetches.Where(fetch => fetch.Result is DownloadResult.NotModified).Select(fetch => fetch.File)];
        if (unchanged.Length == 0 || Status(databaseFile) is not { } status)
        {
            return false;
        }

        WantedFile[] failed = [.. fetches.Where(fetch => fetch.IsFailed).Select(fetch => fetch.File)];
        StoredPart[] parts =
            [.. FetchedDates.Confirmed(status, unchanged, failed).Where(part => part.Fetched < _now)];
        if (parts.Length > 0)
        {
            FetchedDates.Write(databaseFile, parts, _now);
        }

        return parts.Length > 0;
    }

    private void Remember(Fetch[] fetches, UpdateState state)
    {
        DatabaseStatus? status = Status(databaseFile);
        foreach (Fetch fetch in fetches)
        {
            string key = fetch.Url.AbsoluteUri;
            if (fetch.Result is DownloadResult.Fetched fetched)
            {
                state.Feeds[key] = new FeedVersion(fetched.ETag, fetched.LastModified, _now);
            }
            else if (fetch.Result is DownloadResult.NotModified
                && state.Feeds[key] with { Fetched = _now } is var confirmed
                && FetchedDates.Holds(status, fetch.File, confirmed))
            {
                state.Feeds[key] = confirmed;
            }
        }
    }

    private void NoteFailures(Fetch[] fetches, UpdateState state)
    {
        foreach (Fetch fetch in fetches)
        {
            if (fetch.Result is DownloadResult.Failed failed)
            {
                state.Failures[failed.IsUnreachable ? fetch.Url.Host : Asked(fetch)] = _now;
            }
            else
            {
                state.Failures.Remove(fetch.Url.Host);
                state.Failures.Remove(Asked(fetch));
            }
        }
    }

    // The address that is known before anything was asked.
    private string Asked(Fetch fetch) => FeedTransport.Place(fetch.File.Location.Url, options).AbsoluteUri;

    private void DeleteDownloads()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private sealed record Fetch(WantedFile File, Uri Url, string Place, DownloadResult Result)
    {
        public bool IsFailed => Result is DownloadResult.Failed;

        public FeedUpdate Report(bool isImported) => Result switch
        {
            DownloadResult.Fetched fetched when isImported =>
                new FeedUpdate(File.Location.Path, Url, FeedOutcome.Updated, Bytes: fetched.Bytes),
            DownloadResult.Fetched =>
                new FeedUpdate(File.Location.Path, Url, FeedOutcome.Failed, "fetched, but not imported"),
            DownloadResult.NotModified => new FeedUpdate(File.Location.Path, Url, FeedOutcome.Unchanged),
            DownloadResult.Failed failed =>
                new FeedUpdate(File.Location.Path, Url, FeedOutcome.Failed, failed.Reason),
            _ => throw new InvalidOperationException("no such result"),
        };
    }
}
