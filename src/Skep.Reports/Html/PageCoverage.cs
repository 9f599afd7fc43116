using System.Text.Json;
using Skep.Core;
using Skep.Reports.Json;
using Skep.Reports.Text;

namespace Skep.Reports.Html;

/// <summary>What was looked at and against what, in the page's JSON.</summary>
internal static class PageCoverage
{
    public static void Write(Utf8JsonWriter json, ScanReport report)
    {
        Coverage coverage = report.Coverage;
        json.WriteStartObject("coverage");
        json.WriteNumber("files", coverage.Files);
        json.WriteNumber("bytes", coverage.Bytes);
        json.Texts("scanners", [.. coverage.Scanners.Select(FindingWords.Word)]);
        json.WriteStartObject("packages");
        foreach ((string ecosystem, int count) in coverage.Packages.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            json.WriteNumber(ecosystem, count);
        }

        json.WriteEndObject();
        json.WriteNumber("unknown", coverage.UnknownBinaries);
        json.Texts("unknownPaths", coverage.UnknownBinaryPaths);
        json.Text("endOfLife", coverage.EndOfLife?.ToString("yyyy-MM-dd"));
        json.WriteBoolean("isEndOfLife", coverage.IsEndOfLife);
        json.Objects("feeds", coverage.Feeds, feed =>
        {
            json.WriteString("id", feed.Id);
            json.WriteString("title", feed.Title);
            json.Text("newest", feed.Newest?.ToString("yyyy-MM-dd"));
            json.WriteBoolean("stale", feed.IsStale);
        });
        json.Objects("engines", coverage.Engines, engine =>
        {
            json.WriteString("title", engine.Title);
            json.WriteString("state", PageJson.Word(engine.State));
            json.Text("newest", engine.SignaturesOf?.ToString("yyyy-MM-dd"));
            json.Text("message", engine.Message);
        });
        json.Objects("gaps", coverage.Gaps, gap =>
        {
            json.WriteString("code", gap.Code);
            json.WriteString("message", gap.Message);
            json.Text("hint", gap.Hint);
        });
        json.Objects("problems", report.Inventory.Problems, problem =>
        {
            json.WriteString("where", problem.Location);
            json.WriteString("message", problem.Message);
        });
        json.WriteEndObject();
    }
}
