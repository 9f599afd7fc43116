namespace Skep.Advisories.Scoring;

/// <summary>The base score of CVSS version 4, whose formula is a table of experts' scores with interpolation.</summary>
/// <remarks>
/// Metrics fall into groups, each with few levels; the levels together (the "macrovector") have a score in the table,
/// and a vector lies between its own score and those one level down, as far as its metrics are from the level's worst.
/// Threat and environmental metrics are ignored, as in the other versions: exploitation counts as attacked and the
/// security requirements as high, which leaves 60 of the table's 270 scores. Specification:
/// <see href="https://www.first.org/cvss/v4.0/specification-document"/>, section 8.
/// </remarks>
internal static class Cvss4
{
    // How many steps a level of each group spans.
    private static readonly int[] ExploitabilitySpan = [1, 4, 5];
    private static readonly int[] ComplexitySpan = [1, 2];
    private static readonly int[] ImpactSpan = [7, 0, 8, 0, 10];
    private static readonly int[] SubsequentSpan = [5, 4];

    // The worst vectors of each level, as steps below the worst value of each metric.
    private static readonly int[][][] ExploitabilityWorst =
    [
        [[0, 0, 0]],
        [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        [[3, 0, 0], [1, 1, 1]],
    ];

    private static readonly int[][][] ComplexityWorst = [[[0, 0]], [[1, 0], [0, 1]]];
    private static readonly int[][][] ImpactWorst = [[[0, 0, 0]], [], [[1, 0, 0], [0, 1, 0]], [], [[1, 1, 1]]];
    private static readonly int[][][] SubsequentWorst = [[[0, 0, 0]], [[1, 1, 1]]];

    // By exploitability, complexity, impact on the vulnerable system (the table's groups 3 and 6 together: 00, 01, 10,
    // 11, 21) and on subsequent systems (the table's levels 1 and 2; its 0 is environmental).
    private static readonly double[,,,] Scores =
    {
        {
            { { 10, 9.3 }, { 9.6, 9 }, { 9.3, 8.8 }, { 9.2, 8 }, { 7.9, 6.9 } },
            { { 9.5, 9.2 }, { 9.1, 8.1 }, { 9.2, 8.4 }, { 8.2, 7 }, { 7.1, 6.3 } },
        },
        {
            { { 9.4, 8.7 }, { 8.9, 7.5 }, { 8.6, 7.2 }, { 7.6, 5.7 }, { 6.5, 5.3 } },
            { { 9, 7.7 }, { 7.7, 6.6 }, { 7.4, 6.1 }, { 5.9, 5.2 }, { 5.8, 2.3 } },
        },
        {
            { { 8.6, 7 }, { 7.4, 5.4 }, { 7.2, 5.3 }, { 5.7, 3.6 }, { 4.7, 2.4 } },
            { { 7.3, 5.4 }, { 5.5, 4.3 }, { 6.1, 4.6 }, { 5.1, 1.8 }, { 2.4, 1 } },
        },
    };

    /// <summary>The score; null when a base metric is missing or unknown.</summary>
    public static double? Score(CvssMetrics metrics)
    {
        int[] exploitability = [Steps(metrics, "AV", "NALP"), Steps(metrics, "PR", "NLH"), Steps(metrics, "UI", "NPA")];
        int[] complexity = [Steps(metrics, "AC", "LH"), Steps(metrics, "AT", "NP")];
        int[] impact = [Steps(metrics, "VC", "HLN"), Steps(metrics, "VI", "HLN"), Steps(metrics, "VA", "HLN")];
        int[] subsequent = [Steps(metrics, "SC", "HLN"), Steps(metrics, "SI", "HLN"), Steps(metrics, "SA", "HLN")];
        if (exploitability.Concat(complexity).Concat(impact).Concat(subsequent).Any(steps => steps < 0))
        {
            return null;
        }

        if (impact.Concat(subsequent).All(steps => steps == 2))
        {
            return 0;
        }

        int one = exploitability.All(steps => steps == 0) ? 0
            : exploitability[0] != 3 && exploitability.Any(steps => steps == 0) ? 1
            : 2;
        int two = complexity.All(steps => steps == 0) ? 0 : 1;
        int three = impact is [0, 0, _] ? 0 : impact.Any(steps => steps == 0) ? 2 : 4;
        int four = subsequent.Any(steps => steps == 0) ? 0 : 1;

        double score = Scores[one, two, three, four];
        Fall[] falls =
        [
            new(one < 2 ? Scores[one + 1, two, three, four] : null,
                Distance(exploitability, ExploitabilityWorst[one]), ExploitabilitySpan[one]),
            new(two < 1 ? Scores[one, two + 1, three, four] : null,
                Distance(complexity, ComplexityWorst[two]), ComplexitySpan[two]),
            new(LowerImpact(one, two, three, four), Distance(impact, ImpactWorst[three]), ImpactSpan[three]),
            new(four < 1 ? Scores[one, two, three, four + 1] : null,
                Distance(subsequent, SubsequentWorst[four]), SubsequentSpan[four]),
        ];

        // The fifth group, exploitation, always has a lower level and is never below its worst: it only adds to the
        // count.
        double fall = falls.Sum(each => each.Of(score)) / (falls.Count(each => each.Lower is not null) + 1);
        return Math.Round(Math.Clamp(score - fall, 0, 10) + 1e-6, 1, MidpointRounding.AwayFromZero);
    }

    private static double? LowerImpact(int one, int two, int three, int four) => three switch
    {
        0 => Math.Max(Scores[one, two, 1, four], Scores[one, two, 2, four]),
        2 => Scores[one, two, 3, four],
        _ => null,
    };

    // The letters stand from the worst to the mildest; -1 when the metric has none of them.
    private static int Steps(CvssMetrics metrics, string name, string letters) => letters.IndexOf(metrics[name]);

    // From the first of the level's worst vectors that is nowhere milder than this one.
    private static int Distance(int[] steps, int[][] worst) =>
        steps.Sum() - worst.First(vector => steps.Zip(vector).All(pair => pair.First >= pair.Second)).Sum();

    /// <summary>How far a group lets the score fall.</summary>
    /// <param name="Lower">The score one level down; null when there is none.</param>
    private readonly record struct Fall(double? Lower, int Distance, int Span)
    {
        public double Of(double score) => Lower is { } lower ? (score - lower) * Distance / Span : 0;
    }
}
