using System.Text.Json;
using Skep.Advisories.Scoring;
using Skep.Core;

namespace Skep.Advisories.Feeds.Osv;

/// <summary>Collects a record's CVSS ratings from the three places where publishers put them.</summary>
internal static class OsvCvss
{
    private static readonly (string Field, string Version)[] BareScores =
    [
        ("cvss_v4", "4.0"),
        ("cvss_v3", "3.1"),
        ("cvss_v2", "2.0"),
    ];

    public static IReadOnlyList<CvssScore> Read(JsonElement record, JsonElement specific, string source)
    {
        var scores = new List<CvssScore>();
        Collect(record, source, scores);
        if (scores.Count == 0)
        {
            foreach (JsonElement item in record.Items("affected"))
            {
                Collect(item, source, scores);
            }
        }

        foreach ((string field, string version) in BareScores)
        {
            if (specific.Number(field) is { } score and > 0 and <= 10)
            {
                scores.Add(new CvssScore(source, version, string.Empty, score));
            }
        }

        return scores;
    }

    private static void Collect(JsonElement holder, string source, List<CvssScore> scores)
    {
        foreach (JsonElement item in holder.Items("severity"))
        {
            if (
                item.Text("score") is { } vector
                && Cvss.Parse(source, vector) is { } score
                && !scores.Contains(score))
            {
                scores.Add(score);
            }
        }
    }
}
