namespace Skep.Advisories.Match;

/// <summary>
/// Which feed decides when several speak of the same vulnerability in the same package: the lowest rank.
/// </summary>
/// <remarks>A vendor's own data outranks what others made of it; in a language ecosystem all feeds are peers.</remarks>
internal static class FeedRank
{
    private static readonly string[] VendorFeeds = ["debian/tracker", "redhat/csaf", "debian/dsa", "redhat/oval"];

    public static int Of(string feed)
    {
        int index = Array.IndexOf(VendorFeeds, feed);
        return index >= 0 ? index
            : feed.StartsWith("osv/", StringComparison.Ordinal) ? VendorFeeds.Length + 1
            : VendorFeeds.Length;
    }
}
