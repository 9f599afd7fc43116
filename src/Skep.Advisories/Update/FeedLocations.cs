using Skep.Advisories.Feeds;
using Skep.Advisories.Model;

namespace Skep.Advisories.Update;

/// <summary>An upstream file that is wanted.</summary>
/// <param name="Feed">The id of the feed that reads it.</param>
/// <param name="Scopes">The wanted scopes it speaks for; none for ratings.</param>
internal sealed record WantedFile(string Feed, FeedLocation Location, IReadOnlyList<string> Scopes);

/// <summary>Which upstream files hold what is published for a set of scopes.</summary>
/// <remarks>The addresses are the feeds' own: <see cref="IAdvisoryFeed.LocationsFor"/>.</remarks>
internal static class FeedLocations
{
    // They are small and rate every image's findings. NVD's 24 years are large and only describe.
    private static readonly HashSet<string> SmallRatings = new(StringComparer.Ordinal) { "cisa/kev", "first/epss" };

    /// <summary>The files for <paramref name="scopes"/>, each once, and those that rate vulnerabilities.</summary>
    /// <param name="withNvd">Also the large files that describe every CVE.</param>
    public static IReadOnlyList<WantedFile> For(IReadOnlyCollection<string> scopes, bool withNvd)
    {
        var files = new Dictionary<string, WantedFile>(StringComparer.Ordinal);
        foreach (IAdvisoryFeed feed in AdvisoryFeeds.All)
        {
            foreach (string scope in scopes.Where(scope => scope != Scopes.Enrichment).Distinct(StringComparer.Ordinal))
            {
                foreach (FeedLocation location in feed.LocationsFor(scope))
                {
                    files[location.Path] = files.TryGetValue(location.Path, out WantedFile? file)
                        ? file with { Scopes = [.. file.Scopes, scope] }
                        : new WantedFile(feed.Id, location, [scope]);
                }
            }

            if (withNvd || SmallRatings.Contains(feed.Id))
            {
                foreach (FeedLocation location in feed.LocationsFor(Scopes.Enrichment))
                {
                    files.TryAdd(location.Path, new WantedFile(feed.Id, location, []));
                }
            }
        }

        return [.. files.Values.OrderBy(file => file.Location.Path, StringComparer.Ordinal)];
    }

    /// <summary>Whether any upstream is known for <paramref name="scope"/>.</summary>
    public static bool IsServed(string scope) =>
        scope != Scopes.Enrichment && AdvisoryFeeds.All.Any(feed => feed.LocationsFor(scope).Count > 0);

    /// <summary>Whether <paramref name="feed"/>, or the part of a feed, only adds to what others have.</summary>
    public static bool IsSupplement(string feed) => AdvisoryFeeds.All.Any(known =>
        known.IsSupplement && (feed == known.Id || feed.StartsWith(known.Id + "/", StringComparison.Ordinal)));

    /// <summary>Whether any upstream has what a scan would wait for.</summary>
    public static bool IsServedToScans(string scope) =>
        scope != Scopes.Enrichment
        && AdvisoryFeeds.All.Any(feed => !feed.IsSupplement && feed.LocationsFor(scope).Count > 0);
}
