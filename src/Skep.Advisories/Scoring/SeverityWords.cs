using Skep.Core;

namespace Skep.Advisories.Scoring;

/// <summary>The words publishers use for severity.</summary>
internal static class SeverityWords
{
    public static Severity Parse(string? word) => word?.Trim().ToLowerInvariant() switch
    {
        "critical" or "very high" or "very-high" => Severity.Critical,
        "high" or "important" => Severity.High,
        "medium" or "moderate" => Severity.Medium,
        "low" => Severity.Low,

        // Debian: "unimportant" is a bug without security consequence in this package.
        "negligible" or "unimportant" or "none" => Severity.Negligible,
        _ => Severity.Unknown,
    };

    /// <summary>The qualitative scale of CVSS v3 and v4; v2 has the same but for "critical".</summary>
    public static Severity OfScore(double score) => score switch
    {
        >= 9.0 => Severity.Critical,
        >= 7.0 => Severity.High,
        >= 4.0 => Severity.Medium,
        > 0 => Severity.Low,
        _ => Severity.Negligible,
    };
}
