using Skep.Core;
using Skep.Policy.Criteria;
using Skep.Policy.Reading;

namespace Skep.Policy.Rules;

/// <summary>How much must have been looked at: a rule's <c>requires</c>.</summary>
internal sealed record CoverageDemand
{
    public IReadOnlyList<string> Engines { get; init; } = [];

    /// <summary>The greatest age of the engines' signatures.</summary>
    public int? SignatureDays { get; init; }

    public IReadOnlyList<Scanner> Scanners { get; init; } = [];

    /// <summary>No feed that decides is stale, and there is more than the starter set.</summary>
    public bool FreshFeeds { get; init; }

    /// <summary>Patterns over codes of gaps, none of which may be there.</summary>
    public IReadOnlyList<string> NoGaps { get; init; } = [];

    /// <summary>What is not as demanded, in words; empty when all is.</summary>
    public IReadOnlyList<string> Unmet(PolicyFacts facts)
    {
        Coverage coverage = facts.Report.Coverage;
        return
        [
            .. Scanners.Where(scanner => !coverage.Scanners.Contains(scanner)).Select(NotLookedFor),
            .. Engines.Select(id => Engine(id, facts)).OfType<string>(),
            .. FreshFeeds && coverage.StarterSetOnly ? (string[])["only the starter set of advisories was there"] : [],
            .. coverage.Feeds.Where(feed => FreshFeeds && feed.IsStale).Select(feed => $"{feed.Title} is stale"),
            .. coverage.Gaps
                .Where(gap => NoGaps.Any(pattern => TextGlob.Matches(pattern, gap.Code)))
                .Select(gap => $"{gap.Code}: {gap.Message}"),
        ];
    }

    public static string NotLookedFor(Scanner scanner) => $"scanner {EnumWord.Of(scanner)} did not run";

    private string? Engine(string id, PolicyFacts facts)
    {
        EngineCoverage? engine = facts.Report.Coverage.Engines.FirstOrDefault(engine => engine.Id == id);
        return engine switch
        {
            null or { State: EngineState.Absent } => $"engine {id} is not set up",
            { State: EngineState.Failed } => $"engine {id} failed" + (engine.Message is { } why ? $": {why}" : null),
            _ when SignatureDays is not { } most => null,
            { SignaturesOf: null } => $"engine {id} does not say how old its signatures are",
            { SignaturesOf: { } of } when facts.DaysSince(of) > SignatureDays =>
                $"signatures of {id} are {facts.DaysSince(of)} days old, more than {SignatureDays}",
            _ => null,
        };
    }
}
