namespace Skep.Advisories.Feeds;

/// <summary>Reads one publisher's advisories in the publisher's own format.</summary>
/// <remarks>
/// A feed keeps no state between calls and may be called from several threads at once. Whatever the bytes, it reports a
/// problem for the record it cannot read and goes on with the next; it does not throw. Archives and compression are
/// opened by the importer before a feed sees a file, so a feed knows only its own format.
/// </remarks>
public interface IAdvisoryFeed
{
    /// <summary>
    /// Path-like, such as <c>alpine/secdb</c>. The parts it reads carry this id or extend it: <c>osv/npm</c>.
    /// </summary>
    string Id { get; }

    /// <summary>What people call it.</summary>
    string Title { get; }

    /// <summary>The licence of the facts, as an SPDX id or a short phrase.</summary>
    string Licence { get; }

    /// <summary>
    /// Another feed has nearly all of its facts: no scan waits for it, only <c>db update</c> fetches it, and alone it
    /// covers no scope.
    /// </summary>
    bool IsSupplement => false;

    /// <summary>
    /// Whether <paramref name="file"/> is in this feed's format, judged by its first bytes, then by its name.
    /// </summary>
    bool Recognises(FeedFile file);

    ValueTask ReadAsync(FeedFile file, IAdvisorySink sink, CancellationToken cancellationToken);

    /// <summary>
    /// The upstream files that hold what is published for <paramref name="scope"/>; none when it is not covered.
    /// </summary>
    IReadOnlyList<FeedLocation> LocationsFor(string scope);
}

/// <summary>A file that upstream serves.</summary>
/// <param name="Path">Where it lies below the folder of downloaded feeds; its name tells the feed what it is.</param>
public sealed record FeedLocation(Uri Url, string Path)
{
    /// <summary>
    /// How to get from <see cref="Url"/> to the file where upstream gives it a new address each time: every step reads
    /// a small file that leads to the next.
    /// </summary>
    public IReadOnlyList<FeedLead> Leads { get; init; } = [];
}

/// <summary>
/// The address that a small file at <paramref name="address"/> leads to; null when it leads nowhere.
/// </summary>
public delegate Uri? FeedLead(Uri address, string content);
