using Skep.Advisories.Feeds;
using Skep.Advisories.Feeds.Alpine;
using Skep.Advisories.Feeds.Debian;
using Skep.Advisories.Feeds.Osv;

namespace Skep.Advisories;

/// <summary>Every advisory feed Skep reads, sorted by folder. To add one, add a folder and a line here.</summary>
public static class AdvisoryFeeds
{
    public static IReadOnlyList<IAdvisoryFeed> All { get; } =
    [
        new SecdbFeed(),
        new DebianListFeed(),
        new DebianTrackerFeed(),
        new OsvFeed(),
    ];
}
