using System.Security.Cryptography;
using System.Text;
using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Match;

/// <summary>Makes the finding that is reported out of the rules that agree on a vulnerability in a package.</summary>
internal sealed class FindingComposer(
    VulnerabilityDetails details,
    IReadOnlyDictionary<string, IEcosystem> ecosystems,
    Distribution? distribution)
{
    public VulnerabilityFinding Compose(
        ImagePackage package,
        string vulnerability,
        IReadOnlyList<Candidate> candidates)
    {
        KnownVulnerability known = details.Get(vulnerability);
        Candidate best = candidates
            .OrderBy(c => c.Verdict.Fixed is null)
            .ThenBy(c => FeedRank.Of(c.Feed))
            .ThenBy(c => c.Advisory, StringComparer.Ordinal)
            .First();
        bool isVendor = PackageLookups.IsOs(package.Package);
        string? fixedVersion = isVendor ? Highest(candidates) : best.Verdict.Fixed;
        List<string> fixes = Fixes(candidates, fixedVersion, isVendor);
        fixedVersion ??= fixes.Count > 0 ? fixes[0] : null;
        (Severity severity, string source) = Rate(candidates, known, isVendor);
        return new VulnerabilityFinding
        {
            Id = Identify(vulnerability, package),
            Vulnerability = WithNotices(known.Vulnerability, candidates),
            Package = package,
            Status = Status(fixedVersion, candidates),
            FixedVersion = fixedVersion,
            FixedVersions = fixes,
            FixAvailable = FixAvailable(vulnerability, candidates, fixedVersion, isVendor),
            Severity = severity,
            SeveritySource = source,
            Match = new MatchReason(
                best.Feed,
                best.Advisory,
                best.Lookup.Scope,
                best.Lookup.Name,
                best.Lookup.Version,
                best.Verdict.Rule),
            Remediation =
                fixedVersion is null
                || !ecosystems.TryGetValue(package.Package.Ecosystem.Value, out IEcosystem? ecosystem)
                    ? null
                    : ecosystem.UpgradeCommand(package.Package, fixedVersion, distribution),
            CheckCommand = CheckCommands.For(package.Package),
        };
    }

    // Several notices fix the same vulnerability in turn: only the last one's version has all of it.
    private static string? Highest(IReadOnlyList<Candidate> candidates)
    {
        string? highest = null;
        foreach (Candidate candidate in candidates)
        {
            if (
                candidate.Verdict.Fixed is { } version
                && (
                    highest is null
                    || (candidate.Lookup.Order.TryCompare(version, highest, out int order) && order > 0)))
            {
                highest = version;
            }
        }

        return highest;
    }

    private static List<string> Fixes(IReadOnlyList<Candidate> candidates, string? fixedVersion, bool isVendor)
    {
        if (isVendor)
        {
            return fixedVersion is null ? [] : [fixedVersion];
        }

        List<string> fixes = [.. candidates.SelectMany(c => c.Verdict.Fixes).Distinct(StringComparer.Ordinal)];
        IVersionOrder order = candidates[0].Lookup.Order;
        fixes.Sort((left, right) => order.TryCompare(left, right, out int difference) ? difference : 0);
        return fixes;
    }

    // A distribution's fix is out with the notice that brings it; its record of the vulnerability tells another day. A
    // language's advisory names the release that has the fix, which is then out.
    private DateTimeOffset? FixAvailable(
        string vulnerability, IReadOnlyList<Candidate> candidates, string? fixedVersion, bool isVendor) =>
        fixedVersion is null
            ? null
            : candidates
                .Where(c => c.Verdict.Fixed == fixedVersion && !(isVendor && c.Advisory == vulnerability))
                .Select(c => details.Published(c.Record))
                .Min();

    private static VulnerabilityStatus Status(string? fixedVersion, IReadOnlyList<Candidate> candidates)
    {
        if (fixedVersion is not null)
        {
            return VulnerabilityStatus.Fixed;
        }

        AffectedStatus said = candidates
            .Select(c => c.Rule.Status)
            .FirstOrDefault(status => status != AffectedStatus.Affected);
        return said switch
        {
            AffectedStatus.WillNotFix => VulnerabilityStatus.WillNotFix,
            AffectedStatus.FixDeferred => VulnerabilityStatus.FixDeferred,
            AffectedStatus.EndOfLife => VulnerabilityStatus.EndOfLife,
            AffectedStatus.UnderInvestigation => VulnerabilityStatus.UnderInvestigation,
            _ => VulnerabilityStatus.Affected,
        };
    }

    // In this very package, then what the distribution says of the vulnerability or of the update, then anybody: for a
    // distribution's package scores before the words that were chosen with other packages in mind.
    private (Severity Severity, string Source) Rate(
        IReadOnlyList<Candidate> candidates,
        KnownVulnerability known,
        bool isVendor)
    {
        foreach (Candidate candidate in candidates)
        {
            if (candidate.Rule.Severity != Severity.Unknown)
            {
                return (candidate.Rule.Severity, VulnerabilityDetails.VendorOf(candidate.Feed));
            }
        }

        string vendor = VulnerabilityDetails.VendorOf(candidates[0].Feed);
        IEnumerable<Rating> own = isVendor
            ? known
                .Ratings.Where(rating => rating.Source == vendor)
                .Concat(
                    candidates.SelectMany(candidate =>
                        details.Get(candidate.Advisory).Ratings.Where(rating => rating.Source == vendor)))
            : [];
        IEnumerable<Rating> others = known
            .Ratings.OrderBy(rating => rating.IsDistribution)
            .ThenBy(rating => rating.IsScore != isVendor);
        foreach (Rating rating in own.Concat(others))
        {
            return (rating.Severity, rating.Source);
        }

        return (Severity.Unknown, string.Empty);
    }

    private static Vulnerability WithNotices(Vulnerability vulnerability, IReadOnlyList<Candidate> candidates)
    {
        string[] notices =
        [
            .. candidates
                .Select(c => c.Advisory)
                .Where(name =>
                    name != vulnerability.Id
                    && !vulnerability.Aliases.Contains(name)
                    && !name.StartsWith("CVE-", StringComparison.Ordinal))
                .Distinct(StringComparer.Ordinal),
        ];
        return notices.Length == 0
            ? vulnerability
            : vulnerability with
            {
                Aliases = [.. vulnerability.Aliases, .. notices],
            };
    }

    private static string Identify(string vulnerability, ImagePackage package)
    {
        Package found = package.Package;
        string text = string.Join(
            '\n',
            vulnerability,
            found.Ecosystem,
            found.Name,
            found.Version,
            found.Architecture,
            found.Location,
            package.IsRemoved);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 10));
    }
}
