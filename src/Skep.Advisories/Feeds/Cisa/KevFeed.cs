using System.Globalization;
using System.Text.Json;
using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Feeds.Cisa;

/// <summary>CISA's catalogue of vulnerabilities that are known to be exploited, as JSON or CSV.</summary>
/// <remarks>
/// The CSV has the same facts without the catalogue's date. Schema:
/// <see href="https://www.cisa.gov/known-exploited-vulnerabilities-catalog"/>.
/// </remarks>
internal sealed class KevFeed : IAdvisoryFeed
{
    public string Id => "cisa/kev";

    public string Title => "CISA known exploited vulnerabilities";

    public string Licence => "CC0-1.0";

    public bool Recognises(FeedFile file) =>
        IsCsv(file)
        || (file.LooksLikeJsonObject
            && file.HeadContains("\"catalogVersion\""u8)
            && file.HeadContains("\"vulnerabilities\""u8));

    public async ValueTask ReadAsync(FeedFile file, IAdvisorySink sink, CancellationToken cancellationToken)
    {
        if (IsCsv(file))
        {
            await KevTable.ReadAsync(file, new FeedPart(Id), sink, cancellationToken);
            return;
        }

        using JsonDocument? document = await file.ParseWholeAsync(sink, cancellationToken);
        if (document is null)
        {
            return;
        }

        sink.Begin(new FeedPart(Id) { Newest = document.RootElement.Date("dateReleased") });
        foreach (JsonElement item in document.RootElement.Items("vulnerabilities"))
        {
            Add(name => item.Text(name), file, sink);
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

    /// <summary>Gives an entry by its fields, which have the same names in both forms.</summary>
    internal static void Add(Func<string, string?> field, FeedFile file, IAdvisorySink sink)
    {
        if (field("cveID") is not { Length: > 0 } cve || Day(field("dateAdded")) is not { } added)
        {
            sink.Add(new Problem(file.Path, "an entry without an id or a date"));
            return;
        }

        sink.Add(
            new KnownExploitedCve(
                cve.Trim(),
                new KnownExploited(
                    added,
                    Day(field("dueDate")),
                    field("knownRansomwareCampaignUse") == "Known",
                    field("requiredAction") ?? string.Empty)));
    }

    private static bool IsCsv(FeedFile file) =>
        file.Head.StartsWith("cveID,"u8) && file.HeadContains("dateAdded"u8);

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out DateOnly day)
            ? day
            : null;
}
