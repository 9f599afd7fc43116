using Skep.Core;
using Skep.Policy.Matching;

namespace Skep.Policy.Ignoring;

/// <summary>One line of an ignore file: which findings somebody decided to set aside, where, and until when.</summary>
/// <param name="Id">A vulnerability's id or any of its other names; a rule's id or the beginning of it.</param>
/// <param name="Source">The file and line it stands in.</param>
public sealed record IgnoreRule(string Id, string Source)
{
    /// <summary>Only in files that match one of these patterns; empty means anywhere.</summary>
    public IReadOnlyList<PathGlob> Paths { get; init; } = [];

    /// <summary>Only in packages that match one of these addresses; empty means any.</summary>
    public IReadOnlyList<string> Purls { get; init; } = [];

    /// <summary>The first day on which the rule no longer holds.</summary>
    public DateOnly? ExpiresOn { get; init; }

    public string Statement { get; init; } = string.Empty;

    /// <summary>Only findings of this scanner; null means any.</summary>
    public Scanner? Only { get; init; }

    /// <summary>The id, and the rules of ours that another scanner calls so.</summary>
    internal IReadOnlyList<string> Meant => TrivyIds.Meant(Id);

    public bool IsExpired(DateOnly today) => today >= ExpiresOn;

    public bool Matches(Finding finding) =>
        NamesOf(finding).Intersect(Meant, StringComparer.OrdinalIgnoreCase).Any()
        && (Only is null || Only == finding.Scanner)
        && (Purls.Count == 0 || Purls.Any(purl => PurlPattern.TryParse(purl)?.Matches(finding.Purl) == true))
        && (Paths.Count == 0 || Paths.Any(path => path.Matches(finding.Location)));

    /// <summary>A finding about a licence is also called by the licence.</summary>
    internal static IEnumerable<string> NamesOf(Finding finding) =>
        finding is RuleFinding { Sighting: { Scanner: Scanner.License, Subject.Length: > 0 } sighting }
            ? finding.Names.Append(sighting.Subject)
            : finding.Names;
}
