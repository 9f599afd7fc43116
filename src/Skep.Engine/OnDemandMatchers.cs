using Skep.Advisories;
using Skep.Advisories.Update;
using Skep.Core;

namespace Skep.Engine;

/// <summary>Gives each image a matcher over the advisories it needs, fetching first what the database lacks.</summary>
/// <remarks>Images of one call wait for each other's fetches: most need the same feeds.</remarks>
internal sealed class OnDemandMatchers(ScanOptions options, AdvisoryDatabase database) : IDisposable
{
    private readonly SemaphoreSlim _fetching = new(1);
    private readonly List<AdvisoryDatabase> _opened = [];
    private readonly MatchOptions _matching = new() { MaxFeedAge = options.StaleAfter };
    private AdvisoryDatabase _current = database;
    private VulnerabilityMatcher? _matcher;

    /// <summary>The matcher over what is there, without asking anybody.</summary>
    public VulnerabilityMatcher Present => _matcher ??= new VulnerabilityMatcher(_current, _matching);

    /// <summary>The matcher for an image, and what could not be fetched for it.</summary>
    public async Task<(VulnerabilityMatcher Matcher, CoverageGap? Gap)> ForAsync(
        ImageInventory inventory, IProgress<UpdateProgress>? progress, CancellationToken cancellationToken)
    {
        if (options.Advisories is not { } upstream)
        {
            return (Present, null);
        }

        IReadOnlyList<string> scopes = OnDemandAdvisories.ScopesOf(inventory);
        await _fetching.WaitAsync(cancellationToken);
        try
        {
            OnDemandResult result = await upstream.EnsureAsync(scopes, _current.Status, progress, cancellationToken);
            if (result.IsReplaced)
            {
                _current = AdvisoryDatabase.Open(AdvisoryStore.DatabaseFile(options.CacheDirectory));
                _opened.Add(_current);
                _matcher = null;
            }

            return (Present, result.Gap);
        }
        finally
        {
            _fetching.Release();
        }
    }

    public void Dispose()
    {
        _opened.ForEach(opened => opened.Dispose());
        _fetching.Dispose();
    }
}
