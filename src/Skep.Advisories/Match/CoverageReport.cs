using Skep.Advisories.Model;
using Skep.Advisories.Update;
using Skep.Core;
using Skep.Packages.Distributions;

namespace Skep.Advisories.Match;

/// <summary>Keeps book of which packages could be judged, by which feeds, and what was left out.</summary>
internal sealed class CoverageReport
{
    // Enough to act on; the packages themselves are all in the report.
    private const int MostNames = 8;

    // Every distribution release that is a few weeks old has more; a sample, or a file that was cut, has fewer.
    private const int FewForRelease = 30;

    private static readonly HashSet<string> Enrichment = new(StringComparer.Ordinal)
    {
        "cisa/kev",
        "first/epss",
        "nvd",
        "cvelist",
    };

    private readonly DatabaseStatus _status;
    private readonly ImageInventory _inventory;
    private readonly PackageLookups _lookups;
    private readonly IReadOnlyDictionary<string, IEcosystem> _ecosystems;
    private readonly HashSet<string> _covered;
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _thirdParty = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _unlisted = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _withoutOrder = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Problem> _problems = new(StringComparer.Ordinal);
    private readonly string[] _osScopes;
    private readonly bool _osIsCovered;
    private bool _osIsUnknown;

    public CoverageReport(
        DatabaseStatus status,
        ImageInventory inventory,
        PackageLookups lookups,
        IReadOnlyDictionary<string, IEcosystem> ecosystems)
    {
        (_status, _inventory, _lookups, _ecosystems) = (status, inventory, lookups, ecosystems);
        _covered = new HashSet<string>(status.Parts.SelectMany(part => part.Scopes), StringComparer.Ordinal);
        IReadOnlyList<string> own = inventory.Distribution is { } found ? DistributionScopes.Of(found) : [];
        _osIsCovered = own.Any(_covered.Contains);
        _osScopes = [.. own.Take(1)];
    }

    /// <summary>Whether feeds are to be asked about the package; when not, the reason is noted.</summary>
    public bool IsJudged(ImagePackage package)
    {
        Package found = package.Package;

        // Its files belong to the distribution, which fixes them in its own versions.
        if (package.OwnedBy is not null && !PackageLookups.IsOs(found) && _osIsCovered)
        {
            return false;
        }

        if (!_ecosystems.ContainsKey(found.Ecosystem.Value))
        {
            _withoutOrder.Add(found.Ecosystem.Value);
            return false;
        }

        IReadOnlyList<string> scopes = _lookups.ScopesOf(found);
        if (scopes.Count == 0)
        {
            _osIsUnknown = true;
            return false;
        }

        if (!scopes.Any(_covered.Contains))
        {
            _missing.Add(scopes[0]);
            return false;
        }

        if (IsThirdParty(found))
        {
            _thirdParty.Add(found.Name);
            return false;
        }

        _used.UnionWith(scopes);
        return true;
    }

    public void AddJudged(ImagePackage package, bool isListed)
    {
        // A distribution's or registry's silence is an answer: nothing is known. For a program found by its bytes it
        // may only mean that no feed goes by this name.
        if (!isListed && package.Package.Ecosystem.Value == Scopes.Programs)
        {
            _unlisted.Add(package.Package.Name);
        }
    }

    public void AddUncomparable(ImagePackage package, string text)
    {
        Package found = package.Package;
        _problems.TryAdd(
            $"{found.Ecosystem}:{found.Name}:{found.Location}",
            new Problem(
                found.Location,
                text == found.Version || text == found.SourceVersion
                    ? $"the version '{text}' of {found.Name} is not one of {found.Ecosystem}: not judged"
                    : $"an advisory's bound '{text}' for {found.Name} is not a version of {found.Ecosystem}")
            {
                LayerIndex = package.LayerIndex,
            });
    }

    public MatchResult ToResult(DateTimeOffset now, MatchOptions options)
    {
        FeedCoverage[] feeds = [.. Feeds(now, options)];
        DistributionRelease? release = _inventory.Distribution is { } distribution
            ? DistributionCatalogue.Find(distribution)
            : null;
        DateOnly? end = release?.EndOfLife;
        bool isOver = end < DateOnly.FromDateTime(now.UtcDateTime);
        return new MatchResult
        {
            Feeds = feeds,
            Gaps = [.. EndOfLifeGaps(release, end, isOver), .. Gaps(feeds)],
            Problems = [.. _problems.Values],
            StarterSetOnly = _status.IsStarterOnly,
            EndOfLife = end,
            IsEndOfLife = isOver,
        };
    }

    private bool IsThirdParty(Package package)
    {
        if (
            package.Ecosystem.Value != "rpm"
            || package.Vendor is not { Length: > 0 } vendor
            || _inventory.Distribution is null)
        {
            return false;
        }

        IReadOnlyList<string> own = DistributionScopes.Vendors(_inventory.Distribution.Id);
        return own.Count > 0 && !own.Any(name => vendor.Contains(name, StringComparison.OrdinalIgnoreCase));
    }

    private IEnumerable<FeedCoverage> Feeds(DateTimeOffset now, MatchOptions options) =>
        _status
            .Parts.Where(part => Enrichment.Contains(part.Feed) || part.Scopes.Any(_used.Contains))
            .GroupBy(part => part.Feed, StringComparer.Ordinal)
            .Select(group => new FeedCoverage(
                group.Key,
                FeedTitles.Of(group.Key),
                group.Max(part => part.Newest),
                group.Max(part => part.Imported),
                group.All(part => IsStale(part, now, options))))
            .OrderBy(feed => feed.Id, StringComparer.Ordinal);

    // What upstream confirmed is as fresh as the confirmation, however long nothing new was published.
    private static bool IsStale(StoredPart part, DateTimeOffset now, MatchOptions options) =>
        now - (part.Fetched ?? part.Newest ?? part.Imported) > options.MaxFeedAge;

    // Its feed may still be served, but new vulnerabilities no longer enter it.
    private static IEnumerable<CoverageGap> EndOfLifeGaps(DistributionRelease? release, DateOnly? end, bool isOver)
    {
        if (isOver)
        {
            yield return new CoverageGap(
                CoverageGap.EndOfLife,
                $"{release!.Title} gets no fixes since {end:yyyy-MM-dd}: what was found later is not published for it",
                "move to a supported release");
        }
    }

    private IEnumerable<CoverageGap> Gaps(FeedCoverage[] feeds) =>
        [.. DatabaseGaps(), .. PackageGaps(), .. AgeGaps(feeds)];

    private IEnumerable<CoverageGap> DatabaseGaps()
    {
        if (_status.IsStarterOnly)
        {
            yield return new CoverageGap(
                CoverageGap.StarterSetOnly,
                "only the built-in starter set of well-known vulnerabilities was matched",
                "run: skep db update, or skep db import FEEDS");
        }

        if (_osIsUnknown)
        {
            yield return new CoverageGap(
                "distribution/unknown",
                "the image has operating system packages, but no file says of which distribution and release",
                null);
        }

        foreach (string scope in _missing)
        {
            yield return new CoverageGap(
                "advisories/missing",
                $"no advisories for {scope} in the database",
                "run: skep db update, or skep db import FEEDS");
        }

        foreach (string scope in HalfCovered().Order(StringComparer.Ordinal))
        {
            yield return new CoverageGap(
                "advisories/sample",
                $"the database has only feeds that add to the main one of {scope}: most advisories are missing",
                "run: skep db update, or skep db import FEEDS");
        }

        foreach (string scope in _osScopes.Where(_used.Contains).Where(IsSample))
        {
            yield return new CoverageGap(
                "advisories/sample",
                $"only {RecordsOf(scope)} advisories for {scope} are in the database: a sample, not what upstream has",
                "run: skep db update, or import upstream's whole files");
        }
    }

    private IEnumerable<CoverageGap> PackageGaps()
    {
        foreach (string ecosystem in _withoutOrder)
        {
            yield return new CoverageGap(
                "advisories/unsupported",
                $"{ecosystem} packages cannot be matched yet",
                null);
        }

        if (_thirdParty.Count > 0)
        {
            yield return new CoverageGap(
                "advisories/third-party",
                $"{_thirdParty.Count} packages are not the distribution's own and unjudged: {Name(_thirdParty)}",
                null);
        }

        if (_unlisted.Count > 0)
        {
            yield return new CoverageGap(
                "advisories/unlisted",
                $"no feed lists these programs by name: {Name(_unlisted)}",
                null);
        }

        if (_problems.Count > 0)
        {
            yield return new CoverageGap(
                "advisories/uncomparable",
                $"{_problems.Count} packages have versions that could not be compared",
                null);
        }
    }

    private IEnumerable<CoverageGap> AgeGaps(FeedCoverage[] feeds)
    {
        string[] stale = [.. feeds.Where(feed => feed.IsStale && Decides(feed.Id)).Select(feed => feed.Id)];
        if (stale.Length > 0 && !_status.IsStarterOnly)
        {
            yield return new CoverageGap(
                CoverageGap.FeedsStale,
                $"these feeds are out of date: {Name(stale)}",
                "run: skep db update");
        }
    }

    // Feeds that only add to others speak for the ecosystem, but for little of it.
    private IEnumerable<string> HalfCovered() =>
        _used.Except(_osScopes).Where(scope =>
            (scope != Scopes.Programs || !_covered.Contains("bitnami"))
            && _status.Parts.Where(part => part.Scopes.Contains(scope)).ToArray() is { Length: > 0 } parts
            && parts.All(part => FeedLocations.IsSupplement(part.Feed)));

    // What upstream itself confirmed may be small: a release begins with nothing.
    private bool IsSample(string scope) =>
        _status.Parts.Where(part => part.Scopes.Contains(scope)) is var parts
        && parts.Any()
        && parts.All(part => part.Fetched is null && !part.IsStarter)
        && RecordsOf(scope) < FewForRelease;

    private long RecordsOf(string scope) => _status.Parts.Sum(part => part.RecordsOf.GetValueOrDefault(scope));

    // A feed that only rates, or that a better one of the same release outranks, may be old without anything being
    // missed.
    private bool Decides(string feed) =>
        !Enrichment.Contains(feed)
        && _status
            .Parts.Where(part => part.Feed == feed)
            .SelectMany(part => part.Scopes)
            .Where(_used.Contains)
            .Any(scope =>
                _status.Parts.Where(part => part.Scopes.Contains(scope)).Min(part => FeedRank.Of(part.Feed))
                == FeedRank.Of(feed));

    private static string Name(IReadOnlyCollection<string> names) =>
        names.Count <= MostNames
            ? string.Join(", ", names)
            : $"{string.Join(", ", names.Take(MostNames))} and {names.Count - MostNames} more";
}
