using Skep.Core;

namespace Skep.Advisories.Model;

/// <summary>
/// One record of a feed: what somebody published about one vulnerability, or about several that one update fixes.
/// </summary>
/// <remarks>
/// Two kinds of record share this shape. A record of a <em>vulnerability</em> (GHSA, PYSEC, a tracker's CVE) names it
/// by <see cref="Id"/> and <see cref="Aliases"/>. A <em>notice</em> (DSA, RHSA, ALSA) lists the vulnerabilities it
/// fixes in <see cref="Covers"/>; each of those stays a vulnerability of its own and they are never joined through
/// the notice. A record without <see cref="Affected"/> only enriches what other feeds match.
/// </remarks>
public sealed record Advisory(string Id)
{
    /// <summary>Other names of the same vulnerability.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The vulnerabilities a notice fixes.</summary>
    public IReadOnlyList<string> Covers { get; init; } = [];

    public string Title { get; init; } = string.Empty;

    public string Description { get; init; } = string.Empty;

    public Severity Severity { get; init; }

    /// <summary>Whose word <see cref="Severity"/> is; empty means the feed's own.</summary>
    public string SeveritySource { get; init; } = string.Empty;

    public IReadOnlyList<CvssScore> Cvss { get; init; } = [];

    public IReadOnlyList<string> Cwes { get; init; } = [];

    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset? Modified { get; init; }

    /// <summary>Taken back by its publisher: kept for searching, never matched.</summary>
    public bool IsWithdrawn { get; init; }

    public IReadOnlyList<string> References { get; init; } = [];

    public IReadOnlyList<AffectedPackage> Affected { get; init; } = [];
}
