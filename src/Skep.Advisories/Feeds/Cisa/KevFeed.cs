using System.Globalization;
using System.Text.Json;
using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Feeds.Cisa;

/// <summary>CISA's catalogue of vulnerabilities that are known to be exploited.</summary>
/// <remarks>Schema: <see href="https://www.cisa.gov/known-exploited-vulnerabilities-catalog"/>.</remarks>
internal sealed class KevFeed : IAdvisoryFeed
{
    public string Id => "cisa/kev";

    public string Title => "CISA known exploited vulnerabilities";

    public string Licence => "CC0-1.0";

    public bool Recognises(FeedFile file) =>
        file.LooksLikeJsonObject
        && file.HeadContains("\"catalogVersion\""u8)
        && file.HeadContains("\"vulnerabilities\""u8);

    public async ValueTask ReadAsync(FeedFile file, IAdvisorySink sink, CancellationToken cancellationToken)
    {
        using JsonDocument? document = await file.ParseWholeAsync(sink, cancellationToken);
        if (document is null)
        {
            return;
        }

        sink.Begin(new FeedPart(Id) { Newest = document.RootElement.Date("dateReleased") });
        foreach (JsonElement item in document.RootElement.Items("vulnerabilities"))
        {
            if (item.Text("cveID") is { Length: > 0 } cve && Day(item, "dateAdded") is { } added)
            {
                sink.Add(
                    new KnownExploitedCve(
                        cve.Trim(),
                        new KnownExploited(
                            added,
                            Day(item, "dueDate"),
                            item.Text("knownRansomwareCampaignUse") == "Known",
                            item.Text("requiredAction") ?? string.Empty)));
            }
            else
            {
                sink.Add(new Problem(file.Path, "an entry without an id or a date"));
            }
        }
    }

    public IReadOnlyList<FeedLocation> LocationsFor(string scope) =>
        scope == Scopes.Enrichment
            ?
            [
                new FeedLocation(
                    new Uri("https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json"),
                    "kev/known_exploited_vulnerabilities.json"),
            ]
            : [];

    private static DateOnly? Day(JsonElement item, string name) =>
        DateOnly.TryParseExact(
            item.Text(name),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out DateOnly day)
            ? day
            : null;
}
