using Skep.Core;

namespace Skep.Reports.Text;

/// <summary>The words in which formats speak of severities, statuses and ecosystems.</summary>
internal static class ReportWords
{
    /// <summary>Ecosystems whose packages make up the operating system.</summary>
    private static readonly string[] OperatingSystem = ["alpm", "apk", "deb", "opkg", "rpm"];

    public static IReadOnlyList<Severity> Severities { get; } =
        [Severity.Critical, Severity.High, Severity.Medium, Severity.Low, Severity.Negligible, Severity.Unknown];

    public static bool IsOperatingSystem(EcosystemId ecosystem) => OperatingSystem.Contains(ecosystem.Value);

    public static string Of(Severity severity) => severity switch
    {
        Severity.Critical => "critical",
        Severity.High => "high",
        Severity.Medium => "medium",
        Severity.Low => "low",
        Severity.Negligible => "negligible",
        _ => "unknown",
    };

    public static string Of(VulnerabilityStatus status) => status switch
    {
        VulnerabilityStatus.Fixed => "fixed",
        VulnerabilityStatus.UnderInvestigation => "under investigation",
        VulnerabilityStatus.WillNotFix => "won't be fixed",
        VulnerabilityStatus.FixDeferred => "fix deferred",
        VulnerabilityStatus.EndOfLife => "end of life",
        _ => "no fix yet",
    };

    public static string Of(PolicyVerdict verdict) => verdict switch
    {
        PolicyVerdict.Passed => "passed",
        PolicyVerdict.Warned => "passed with warnings",
        PolicyVerdict.CouldNotJudge => "could not judge",
        _ => "blocked",
    };

    public static string Of(RuleResult result) => result switch
    {
        RuleResult.Passed => "passed",
        RuleResult.Violated => "violated",
        RuleResult.CouldNotJudge => "could not judge",
        _ => "not applicable",
    };

    public static string Of(Distribution distribution) =>
        distribution.PrettyName.Length > 0
            ? distribution.PrettyName
            : $"{distribution.Id} {distribution.VersionId}".Trim();

    /// <summary>"1 package", "2 packages".</summary>
    public static string Count(long count, string noun, string? plural = null) =>
        count == 1 ? $"1 {noun}" : $"{count} {plural ?? noun + "s"}";

    /// <summary>"12 critical, 3 high": only what is there.</summary>
    public static string BySeverity(IEnumerable<Finding> findings)
    {
        ILookup<Severity, Finding> bySeverity = findings.ToLookup(finding => finding.Severity);
        return string.Join(
            ", ",
            Severities.Where(bySeverity.Contains).Select(severity => $"{bySeverity[severity].Count()} {Of(severity)}"));
    }
}
