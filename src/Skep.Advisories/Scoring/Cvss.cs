using Skep.Core;

namespace Skep.Advisories.Scoring;

/// <summary>Computes base scores from CVSS vectors.</summary>
/// <remarks>
/// Specifications: <see href="https://www.first.org/cvss/v3.1/specification-document"/> and
/// <see href="https://www.first.org/cvss/v2/guide"/>; version 4 is <see cref="Cvss4"/>. Temporal and environmental
/// metrics are ignored.
/// </remarks>
internal static class Cvss
{
    // The longest real vector, with every environmental metric of v4, has 230 characters.
    private const int MaxLength = 512;

    /// <summary>The rating a vector expresses; null when it is none, or lacks a base metric.</summary>
    public static CvssScore? Parse(string source, string vector)
    {
        if (vector.Length > MaxLength)
        {
            return null;
        }

        (string? version, string body) = vector.Split('/', 2) switch
        {
            ["CVSS:3.1", { } rest] => ("3.1", rest),
            ["CVSS:3.0", { } rest] => ("3.0", rest),
            ["CVSS:4.0", { } rest] => ("4.0", rest),
            _ when vector.StartsWith("AV:", StringComparison.Ordinal) => ("2.0", vector),
            _ => (null, string.Empty),
        };
        if (version is null)
        {
            return null;
        }

        var metrics = new CvssMetrics(body);
        double? score = version switch
        {
            "2.0" => Version2(metrics),
            "4.0" => Cvss4.Score(metrics),
            _ => Version3(metrics),
        };
        return score is { } value ? new CvssScore(source, version, vector, value) : null;
    }

    private static double? Version3(CvssMetrics metrics)
    {
        bool changed = metrics["S"] == 'C';
        double vector = metrics.Value("AV", ('N', 0.85), ('A', 0.62), ('L', 0.55), ('P', 0.2));
        double complexity = metrics.Value("AC", ('L', 0.77), ('H', 0.44));
        double privileges = metrics.Value("PR", ('N', 0.85), ('L', changed ? 0.68 : 0.62), ('H', changed ? 0.5 : 0.27));
        double interaction = metrics.Value("UI", ('N', 0.85), ('R', 0.62));
        double confidentiality = metrics.Value("C", ('H', 0.56), ('L', 0.22), ('N', 0));
        double integrity = metrics.Value("I", ('H', 0.56), ('L', 0.22), ('N', 0));
        double availability = metrics.Value("A", ('H', 0.56), ('L', 0.22), ('N', 0));
        double missing = vector + complexity + privileges + interaction + confidentiality + integrity + availability;
        if (double.IsNaN(missing) || metrics["S"] is not ('U' or 'C'))
        {
            return null;
        }

        double subScore = 1 - ((1 - confidentiality) * (1 - integrity) * (1 - availability));
        double impact = changed
            ? (7.52 * (subScore - 0.029)) - (3.25 * Math.Pow(subScore - 0.02, 15))
            : 6.42 * subScore;
        if (impact <= 0)
        {
            return 0;
        }

        double exploitability = 8.22 * vector * complexity * privileges * interaction;
        return RoundUp(Math.Min(changed ? 1.08 * (impact + exploitability) : impact + exploitability, 10));
    }

    private static double? Version2(CvssMetrics metrics)
    {
        double vector = metrics.Value("AV", ('N', 1.0), ('A', 0.646), ('L', 0.395));
        double complexity = metrics.Value("AC", ('L', 0.71), ('M', 0.61), ('H', 0.35));
        double authentication = metrics.Value("Au", ('N', 0.704), ('S', 0.56), ('M', 0.45));
        double confidentiality = metrics.Value("C", ('C', 0.66), ('P', 0.275), ('N', 0));
        double integrity = metrics.Value("I", ('C', 0.66), ('P', 0.275), ('N', 0));
        double availability = metrics.Value("A", ('C', 0.66), ('P', 0.275), ('N', 0));
        double impact = 10.41 * (1 - ((1 - confidentiality) * (1 - integrity) * (1 - availability)));
        double exploitability = 20 * vector * complexity * authentication;
        double score = ((0.6 * impact) + (0.4 * exploitability) - 1.5) * (impact == 0 ? 0 : 1.176);
        return double.IsNaN(score) ? null : Math.Round(Math.Max(score, 0), 1, MidpointRounding.AwayFromZero);
    }

    // The specification's integer form, which is free of binary rounding.
    private static double RoundUp(double value)
    {
        long scaled = (long)Math.Round(value * 100_000);
        return scaled % 10_000 == 0 ? scaled / 100_000.0 : ((scaled / 10_000) + 1) / 10.0;
    }
}
