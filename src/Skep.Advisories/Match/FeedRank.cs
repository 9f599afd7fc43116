using Skep.Advisories.Feeds.Osv;

namespace Skep.Advisories.Match;

/// <summary>
/// Which feed decides when several speak of the same vulnerability in the same package: the lowest rank.
/// </summary>
/// <remarks>A vendor's own data outranks what others made of it; in a language ecosystem all feeds are peers.</remarks>
internal static class FeedRank
{
    private static readonly string[] VendorFeeds = ["debian/tracker", "redhat/csaf", "debian/dsa", "redhat/oval"];

    private static readonly HashSet<string> OfProgrammers = new(StringComparer.Ordinal)
    {
        "dotnet/releases",
        "friendsofphp",
        "haskell",
        "nodejs/core",
        "nodejs/npm",
        "retirejs",
        "rubysec",
        "rustsec",
    };

    /// <summary>Whether the feed is about a language's packages, whoever ships them.</summary>
    public static bool IsOfLanguage(string feed) =>
        OfProgrammers.Contains(feed)
        || (feed.StartsWith("osv/", StringComparison.Ordinal) && !OsvEcosystems.IsDistribution(feed["osv/".Length..]));

    /// <summary>
    /// Whether the feed knows only the product and not the component: one that names packages decides instead.
    /// </summary>
    public static bool IsVague(string feed) => feed == "dotnet/releases";

    public static int Of(string feed)
    {
        int index = Array.IndexOf(VendorFeeds, feed);
        return index >= 0 ? index
            : feed.StartsWith("osv/", StringComparison.Ordinal) ? VendorFeeds.Length + 1
            : VendorFeeds.Length;
    }
}
