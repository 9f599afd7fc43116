using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Feeds;

/// <summary>Takes what a feed reads out of one file.</summary>
public interface IAdvisorySink
{
    /// <summary>
    /// Says which part of which feed the following records are. Called before the first record, and again whenever
    /// the part changes or more is known about it: the scopes add up.
    /// </summary>
    void Begin(FeedPart part);

    /// <summary>Takes a record. The same id may come several times in a part: the affected packages add up.</summary>
    void Add(Advisory advisory);

    void Add(KnownExploitedCve exploited);

    void Add(ExploitProbability probability);

    /// <summary>Takes what could not be read; the location is where in the file.</summary>
    void Add(Problem problem);

    /// <summary>
    /// Takes that the file could be read in part only: its records then add to what was known and replace nothing else.
    /// </summary>
    void AddDamage(Problem problem);
}

/// <summary>
/// The unit in which advisories are replaced: importing a part removes what an earlier import of it brought.
/// </summary>
/// <param name="Feed">The feed under which it is reported: <c>osv/npm</c>.</param>
/// <param name="Name">Which part of it: <c>v3.18/main</c>, <c>2024</c>; empty when the feed has only one.</param>
public sealed record FeedPart(string Feed, string Name = "")
{
    /// <summary>False for loose records, which replace only earlier records of the same id.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>What the file itself says about its date; otherwise the newest record counts.</summary>
    public DateTimeOffset? Newest { get; init; }

    /// <summary>The scopes it speaks for: a package of them that it does not list is not affected.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];
}
