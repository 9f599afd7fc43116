using System.Text.Json;
using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Feeds.Nvd;

/// <summary>The National Vulnerability Database: text, ratings and weaknesses of every CVE.</summary>
/// <remarks>
/// It only enriches: its product configurations (CPE) name vendors' products, not the packages of a distribution or
/// registry, and are not read. One file a year. Schema:
/// <see href="https://nvd.nist.gov/developers/vulnerabilities"/>.
/// </remarks>
internal sealed class NvdFeed : IAdvisoryFeed
{
    // The first year that has a file of its own; it holds all earlier ones too.
    private const int FirstYear = 2002;
    private const int LastYear = 2026;

    public string Id => "nvd";

    public string Title => "National Vulnerability Database";

    public string Licence => "CC0-1.0";

    public bool Recognises(FeedFile file) => file.LooksLikeJsonObject && file.HeadContains("\"NVD_CVE\""u8);

    public async ValueTask ReadAsync(FeedFile file, IAdvisorySink sink, CancellationToken cancellationToken)
    {
        if (await file.ReadWholeAsync(sink, cancellationToken) is not { } content)
        {
            return;
        }

        var part = new FeedPart(Id, file.Name.ToString().Replace(".json", string.Empty, StringComparison.Ordinal));
        sink.Begin(part);
        bool whole = JsonMembers.ReadItems(
            content,
            "vulnerabilities",
            item => Read(item.Get("cve"), file, sink),
            (name, value) =>
            {
                if (name == "timestamp")
                {
                    sink.Begin(part with { Newest = FeedJson.ParseDate(value.Text()) });
                }
            },
            cancellationToken);
        if (!whole)
        {
            sink.AddDamage(
                new Problem(file.Path, "not a well-formed JSON file; what stands before the damage was read"));
        }
    }

    public IReadOnlyList<FeedLocation> LocationsFor(string scope) =>
        scope == Scopes.Enrichment
            ?
            [
                .. Enumerable
                    .Range(FirstYear, LastYear - FirstYear + 1)
                    .Select(year => new FeedLocation(
                        new Uri($"https://nvd.nist.gov/feeds/json/cve/2.0/nvdcve-2.0-{year}.json.gz"),
                        $"nvd/nvdcve-2.0-{year}.json.gz")),
            ]
            : [];

    private static void Read(JsonElement cve, FeedFile file, IAdvisorySink sink)
    {
        if (cve.Text("id") is not { Length: > 0 } id)
        {
            sink.Add(new Problem(file.Path, "an entry without an id"));
            return;
        }

        sink.Add(
            new Advisory(id)
            {
                Description = English(cve.Get("descriptions")) ?? string.Empty,
                SeveritySource = "nvd",
                Cvss = Scores(cve.Get("metrics")),
                Cwes =
                [
                    .. cve.Items("weaknesses")
                        .SelectMany(weakness => weakness.Items("description"))
                        .Select(text => text.Text("value"))
                        .OfType<string>()
                        .Where(value => value.StartsWith("CWE-", StringComparison.Ordinal))
                        .Distinct(StringComparer.Ordinal),
                ],
                Published = cve.Date("published"),
                Modified = cve.Date("lastModified"),
                IsWithdrawn = cve.Text("vulnStatus") == "Rejected",
                References = [.. cve.Items("references").Select(reference => reference.Text("url")).OfType<string>()],
            });
    }

    private static string? English(JsonElement descriptions) =>
        descriptions.Items().FirstOrDefault(text => text.Text("lang") is "en" or "en-US").Text("value");

    private static List<CvssScore> Scores(JsonElement metrics)
    {
        var scores = new List<CvssScore>();
        foreach ((string _, JsonElement kind) in metrics.Members())
        {
            foreach (JsonElement metric in kind.Items())
            {
                JsonElement rated = metric.Get("cvssData");
                if (rated.Number("baseScore") is { } score and >= 0 and <= 10 && rated.Text("version") is { } version)
                {
                    scores.Add(
                        new CvssScore(
                            SourceOf(metric.Text("source")),
                            version,
                            rated.Text("vectorString") ?? string.Empty,
                            score));
                }
            }
        }

        return scores;
    }

    private static string SourceOf(string? source) =>
        source switch
        {
            "nvd@nist.gov" => "nvd",
            "134c704f-9b21-4f2e-91b3-4a467353bcc0" => "cisa-adp",
            null => "nvd",
            _ => source.ToLowerInvariant(),
        };
}
