namespace Skep.Advisories.Update;

/// <summary>What became of one upstream file.</summary>
public enum FeedOutcome
{
    /// <summary>A newer one was fetched and imported.</summary>
    Updated,

    /// <summary>Upstream says that what is in the database is its newest.</summary>
    Unchanged,

    /// <summary>It could not be fetched or is not a feed; what the database held of it stays.</summary>
    Failed,
}

/// <summary>One upstream file of an update.</summary>
/// <param name="Path">Its place below the folder of feeds, by which it is known: <c>osv/npm/all.zip</c>.</param>
/// <param name="Detail">Why it failed; empty otherwise.</param>
/// <param name="Bytes">What was received for it.</param>
public sealed record FeedUpdate(string Path, Uri Url, FeedOutcome Outcome, string Detail = "", long Bytes = 0);

/// <summary>What an update did.</summary>
/// <param name="Feeds">Every file that was asked for, by path.</param>
/// <param name="Import">What was read of the files that were fetched; null when there were none.</param>
public sealed record UpdateResult(IReadOnlyList<FeedUpdate> Feeds, ImportResult? Import)
{
    public static UpdateResult Nothing { get; } = new([], null);

    /// <summary>Scopes for which Skep knows no upstream.</summary>
    public IReadOnlyList<string> Unserved { get; init; } = [];

    /// <summary>The database file is another one than before.</summary>
    public bool IsReplaced { get; init; }

    public IEnumerable<FeedUpdate> Failed => Feeds.Where(feed => feed.Outcome == FeedOutcome.Failed);
}

/// <summary>How far an update is.</summary>
/// <param name="Path">The file or feed at hand.</param>
/// <param name="Stage">In the present tense: "fetching", "importing".</param>
public sealed record UpdateProgress(string Path, string Stage);
