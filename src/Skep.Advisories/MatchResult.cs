using Skep.Core;

namespace Skep.Advisories;

/// <summary>What the advisories say about an image, and how much they could judge.</summary>
public sealed record MatchResult
{
    /// <summary>Most severe first; then the exploited, then the likelier ones.</summary>
    public IReadOnlyList<VulnerabilityFinding> Findings { get; init; } = [];

    /// <summary>The feeds that speak for this image's packages, and those that rate vulnerabilities.</summary>
    public IReadOnlyList<FeedCoverage> Feeds { get; init; } = [];

    public IReadOnlyList<CoverageGap> Gaps { get; init; } = [];

    /// <summary>Packages whose versions could not be compared.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>Only the built-in starter set was there to match against.</summary>
    public bool StarterSetOnly { get; init; }

    /// <summary>The day the distribution's release stops getting fixes, where it is known.</summary>
    public DateOnly? EndOfLife { get; init; }

    public bool IsEndOfLife { get; init; }
}

/// <summary>How an image is matched.</summary>
public sealed record MatchOptions
{
    /// <summary>A feed whose content is older is said to be stale. Default 7 days, at least 1 hour.</summary>
    public TimeSpan MaxFeedAge { get; init; } = TimeSpan.FromDays(7);
}
