using Skep.Advisories.Feeds;

namespace Skep.Advisories.Match;

/// <summary>What people call a feed or one of its parts.</summary>
internal static class FeedTitles
{
    public static string Of(string feed) => feed switch
    {
        "wolfi/secdb" => "Wolfi security database",
        "chainguard/secdb" => "Chainguard security database",
        _ when AdvisoryFeeds.All.FirstOrDefault(known => known.Id == feed) is { } exact => exact.Title,
        _ when Parent(feed) is { } parent => $"{parent.Title}: {feed[(parent.Id.Length + 1)..]}",
        _ => feed,
    };

    private static IAdvisoryFeed? Parent(string feed) =>
        AdvisoryFeeds.All.FirstOrDefault(known => feed.StartsWith(known.Id + "/", StringComparison.Ordinal));
}
