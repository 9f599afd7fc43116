using Skep.Advisories.Compile;
using Skep.Advisories.Feeds.Osv;
using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Match;

/// <summary>A vulnerability that one rule finds in one package.</summary>
internal sealed record Candidate(
    string Vulnerability,
    string Feed,
    string Advisory,
    PackageLookup Lookup,
    AffectedPackage Rule,
    RangeVerdict Verdict)
{
    /// <summary>The row of <see cref="Advisory"/>, which several feeds may have a record of.</summary>
    public required long Record { get; init; }
}

/// <summary>Judges one package by everything the database says about it.</summary>
internal sealed class PackageMatcher(
    KnownRules known,
    IReadOnlyDictionary<int, string> feeds,
    PackageLookups lookups)
{
    /// <summary>
    /// The vulnerabilities of <paramref name="package"/>, each with the rules that say so, best feed first.
    /// </summary>
    /// <param name="uncomparable">Takes versions, of the package or of a bound, that are none in its scheme.</param>
    /// <param name="isListed">Whether any feed names the package at all.</param>
    public IReadOnlyList<IGrouping<string, Candidate>> Match(
        Package package,
        Action<string> uncomparable,
        out bool isListed)
    {
        var judged = new List<Candidate>();
        isListed = false;
        foreach (PackageLookup lookup in lookups.Of(package))
        {
            foreach (StoredRule rule in known.Of(lookup.Scope, lookup.Name))
            {
                isListed = true;
                if (Applies(rule.Package, lookup, package))
                {
                    Judge(rule, lookup, judged, uncomparable);
                }
            }
        }

        bool isVendor = PackageLookups.IsOs(package);
        return
        [
            .. judged
                .GroupBy(candidate => candidate.Vulnerability, StringComparer.Ordinal)
                .SelectMany(group =>
                    (isVendor ? VendorVerdict(group) : group.Where(c => c.Verdict.IsAffected)).GroupBy(
                        _ => group.Key,
                        StringComparer.Ordinal)),
        ];
    }

    private static bool Applies(AffectedPackage rule, PackageLookup lookup, Package package) =>
        (lookup.ForBinary is not { } binary || rule.IsBinary == binary)
        && (
            rule.Architectures.Count == 0
            || package.Architecture is null or "noarch" or "all"
            || rule.Architectures.Contains(package.Architecture))
        && (
            package.Ecosystem.Value != "rpm"
            || ModuleCheck.Applies(rule.Module, rule.Ranges is [var first, ..] ? first.Fixed : null, package));

    // The vendor's best feed decides alone. In it, a fix of any stream that the package has reached clears it, a
    // record that lists several builds of the fix is satisfied by any of them, and later records add to earlier ones.
    private static IEnumerable<Candidate> VendorVerdict(IEnumerable<Candidate> candidates)
    {
        Candidate[] ranked = [.. candidates.OrderBy(candidate => FeedRank.Of(candidate.Feed))];
        Candidate[] deciding = [.. ranked.TakeWhile(c => FeedRank.Of(c.Feed) == FeedRank.Of(ranked[0].Feed))];
        if (deciding.Any(candidate => candidate.Rule.Status == AffectedStatus.NotAffected))
        {
            return [];
        }

        string[] cleared = [.. deciding.Where(c => c.Verdict.IsPastFix).Select(c => c.Advisory)];
        string[] clearedScopes = [.. deciding.Where(c => c.Verdict.IsPastFix).Select(c => c.Lookup.Scope)];
        return deciding.Where(c =>
            c.Verdict.IsAffected
            && !cleared.Contains(c.Advisory)
            && !clearedScopes.Any(scope => scope != c.Lookup.Scope));
    }

    private void Judge(StoredRule rule, PackageLookup lookup, List<Candidate> judged, Action<string> uncomparable)
    {
        RangeVerdict verdict = RangeCheck.Check(rule.Package, lookup.Version, lookup.Order);
        if (verdict.Uncomparable is { } text)
        {
            uncomparable(text);
        }

        // Language feeds are peers: what does not affect adds nothing. A vendor's "not affected" outweighs others.
        if (!verdict.IsAffected && lookup.ForBinary is null)
        {
            return;
        }

        AdvisoryHead head = known.Head(rule.Advisory);
        foreach (string vulnerability in head.Vulnerabilities)
        {
            if (FeedRank.IsVague(feeds[head.Source]) && IsNamed(vulnerability, lookup.Scope))
            {
                continue;
            }

            judged.Add(new Candidate(vulnerability, feeds[head.Source], head.Name, lookup, rule.Package, verdict)
            {
                Record = rule.Advisory,
            });
        }
    }

    // Whether the ecosystem's own advisories know the vulnerability, and so which of the packages it is in.
    private bool IsNamed(string vulnerability, string scope) =>
        known.Sources(vulnerability).Any(source =>
            feeds[source] is { } feed
            && feed.StartsWith("osv/", StringComparison.Ordinal)
            && OsvEcosystems.Scope(feed["osv/".Length..]) == scope);
}
