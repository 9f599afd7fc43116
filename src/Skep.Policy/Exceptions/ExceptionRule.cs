using Skep.Core;
using Skep.Policy.Criteria;
using Skep.Policy.Matching;

namespace Skep.Policy.Exceptions;

/// <summary>Somebody's decision to set findings aside: which, where, why, by whom, and until when.</summary>
/// <param name="Source">The file and line it stands in.</param>
public sealed record ExceptionRule(string Source)
{
    /// <summary>Patterns over names of findings: a vulnerability's, a rule's, a rule's beginning.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>Patterns over names of images; empty is any.</summary>
    public IReadOnlyList<PathGlob> Images { get; init; } = [];

    /// <summary>Package addresses that stand for all they do not contradict; empty is any.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    public IReadOnlyList<PathGlob> Paths { get; init; } = [];

    public string Reason { get; init; } = string.Empty;

    /// <summary>Why it does no harm, in OpenVEX's words; empty when a risk is accepted.</summary>
    public string Justification { get; init; } = string.Empty;

    public string Author { get; init; } = string.Empty;

    public string Approver { get; init; } = string.Empty;

    public DateOnly? Created { get; init; }

    /// <summary>The first day on which it no longer holds.</summary>
    public DateOnly? Expires { get; init; }

    /// <summary>It holds only while there is no fix.</summary>
    public bool UntilFixed { get; init; }

    internal IReadOnlyList<LayerOrigin> Origins { get; init; } = [];

    public bool IsExpired(DateOnly today) => today >= Expires;

    /// <summary>The reason and the place as they stand with a finding that is set aside.</summary>
    internal SuppressedFinding SetAside(Finding finding)
    {
        string reason = Justification.Length > 0 ? $"not affected: {Justification}; {Reason}" : Reason;
        string approved = Approver.Length > 0 ? $", approved by {Approver}" : string.Empty;
        string until = Expires is { } day ? $", until {day:yyyy-MM-dd}" : string.Empty;
        return new SuppressedFinding(
            finding, reason, $"{Source}, by {Author}{approved}{until}{(UntilFixed ? ", until fixed" : string.Empty)}");
    }

    internal bool Matches(Finding finding, PolicyFacts facts) =>
        finding.Names.Any(name => Ids.Any(id => TextGlob.Matches(id, name)))
        && (Images.Count == 0 || Images.Any(facts.Names.Match))
        && (Packages.Count == 0 || Packages.Any(purl => PurlPattern.TryParse(purl)?.Matches(finding.Purl) == true))
        && (Paths.Count == 0 || Paths.Any(path => path.Matches(finding.Location)))
        && (Origins.Count == 0 || Origins.Contains(Thing.Of(finding, facts).Origin))
        && !(UntilFixed && finding is VulnerabilityFinding { FixedVersion: not null });
}
