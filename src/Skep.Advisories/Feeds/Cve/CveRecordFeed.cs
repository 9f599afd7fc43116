using System.Text.Json;
using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Feeds.Cve;

/// <summary>
/// CVE records as the CVE programme, CISA's vulnrichment and Go's vulnerability database publish them.
/// </summary>
/// <remarks>
/// They only enrich, as NVD does: the products they name are vendors', not packages. NVD repeats them, so
/// <c>db update</c> fetches NVD. Schema: <see href="https://github.com/CVEProject/cve-schema"/> 5.
/// </remarks>
internal sealed class CveRecordFeed : IAdvisoryFeed
{
    private static readonly (string Field, string Version)[] Ratings =
    [
        ("cvssV4_0", "4.0"),
        ("cvssV3_1", "3.1"),
        ("cvssV3_0", "3.0"),
        ("cvssV2_0", "2.0"),
    ];

    public string Id => "cvelist";

    public string Title => "CVE records";

    public string Licence => "CVE terms of use (free with attribution), CISA's CC0-1.0";

    public bool Recognises(FeedFile file) =>
        file.LooksLikeJsonObject
        && file.HeadContains("\"CVE_RECORD\""u8)
        && (file.HeadContains("\"containers\""u8) || file.HeadContains("\"cveMetadata\""u8));

    public IReadOnlyList<FeedLocation> LocationsFor(string scope) => [];

    public async ValueTask ReadAsync(FeedFile file, IAdvisorySink sink, CancellationToken cancellationToken)
    {
        using JsonDocument? document = await file.ParseWholeAsync(sink, cancellationToken);
        if (document is null)
        {
            return;
        }

        JsonElement metadata = document.RootElement.Get("cveMetadata");
        if (metadata.Text("cveId") is not { Length: > 0 } id)
        {
            sink.Add(new Problem(file.Path, "a CVE record without an id"));
            return;
        }

        // A delta looks like the whole list: records replace only their own earlier selves, and are never taken out.
        sink.Begin(new FeedPart(Id) { IsWhole = false });
        JsonElement cna = document.RootElement.Get("containers").Get("cna");
        JsonElement[] containers = [cna, .. document.RootElement.Get("containers").Items("adp")];
        sink.Add(new Advisory(id)
        {
            Title = cna.Text("title") ?? string.Empty,
            Description = English(cna.Get("descriptions")) ?? string.Empty,
            Cvss = [.. containers.SelectMany(Scores).Distinct()],
            Cwes = [.. containers.SelectMany(Weaknesses).Distinct(StringComparer.Ordinal)],
            Published = metadata.Date("datePublished"),
            Modified = metadata.Date("dateUpdated"),
            IsWithdrawn = metadata.Text("state") == "REJECTED",
            References =
            [
                .. containers.SelectMany(container => container.Items("references"))
                    .Select(reference => reference.Text("url")).OfType<string>().Distinct(StringComparer.Ordinal),
            ],
        });
    }

    private static string? English(JsonElement descriptions) =>
        descriptions.Items()
            .FirstOrDefault(text => text.Text("lang")?.StartsWith("en", StringComparison.Ordinal) == true)
            .Text("value");

    private static IEnumerable<CvssScore> Scores(JsonElement container)
    {
        string source = container.Get("providerMetadata").Text("shortName")?.ToLowerInvariant() ?? "cna";
        foreach (JsonElement metric in container.Items("metrics"))
        {
            foreach ((string field, string version) in Ratings)
            {
                JsonElement rated = metric.Get(field);
                if (rated.Number("baseScore") is { } score and >= 0 and <= 10)
                {
                    yield return new CvssScore(source, version, rated.Text("vectorString") ?? string.Empty, score);
                }
            }
        }
    }

    // Older records have the number only at the beginning of the text.
    private static IEnumerable<string> Weaknesses(JsonElement container) =>
        container.Items("problemTypes")
            .SelectMany(type => type.Items("descriptions"))
            .Select(text => text.Text("cweId") ?? text.Text("description")?.Split(' ')[0])
            .OfType<string>()
            .Where(name => name.StartsWith("CWE-", StringComparison.Ordinal)
                && name.AsSpan("CWE-".Length).IndexOfAnyExceptInRange('0', '9') < 0);
}
