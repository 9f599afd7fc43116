using System.Globalization;
using System.Text.Json;
using Skep.Advisories.Model;
using Skep.Advisories.Scoring;
using Skep.Core;

namespace Skep.Advisories.Feeds.RetireJs;

/// <summary>Retire.js's vulnerabilities of browser libraries, of those that npm has too.</summary>
/// <remarks>
/// Libraries without an npm name are left out: on npm their name may be another's. Format:
/// <see href="https://github.com/RetireJS/retire.js/blob/master/repository/README.md"/>.
/// </remarks>
internal sealed class RetireJsFeed : IAdvisoryFeed
{
    private const string Upstream =
        "https://raw.githubusercontent.com/RetireJS/retire.js/master/repository/jsrepository-v4.json";

    public string Id => "retirejs";

    public string Title => "Retire.js repository";

    public string Licence => "Apache-2.0";

    public bool IsSupplement => true;

    public bool Recognises(FeedFile file) =>
        file.LooksLikeJsonObject
        && file.HeadContains("\"vulnerabilities\""u8)
        && (file.HeadContains("\"extractors\""u8) || file.HeadContains("\"bowername\""u8))
        && file.HeadContains("\"below\""u8);

    public IReadOnlyList<FeedLocation> LocationsFor(string scope) =>
        scope == "npm"
            ? [new FeedLocation(new Uri(Upstream), "retirejs/jsrepository-v4.json")]
            : [];

    public async ValueTask ReadAsync(FeedFile file, IAdvisorySink sink, CancellationToken cancellationToken)
    {
        if (await file.ReadWholeAsync(sink, cancellationToken) is not { } content)
        {
            return;
        }

        sink.Begin(new FeedPart(Id) { Scopes = ["npm"] });
        bool whole = JsonMembers.Read(
            content,
            (library, facts) =>
            {
                if (facts.Text("npmname") is { Length: > 0 } name)
                {
                    int index = 0;
                    foreach (JsonElement item in facts.Items("vulnerabilities"))
                    {
                        Read(library, index++, name, item, sink);
                    }
                }
            },
            cancellationToken);
        if (!whole)
        {
            sink.AddDamage(
                new Problem(file.Path, "not a well-formed JSON file; what stands before the damage was read"));
        }
    }

    private static void Read(string library, int index, string name, JsonElement item, IAdvisorySink sink)
    {
        JsonElement names = item.Get("identifiers");
        string[] known =
        [
            .. names.Texts("CVE").Where(id => id.StartsWith("CVE-", StringComparison.Ordinal))
                .Prepend(names.Text("githubID")).OfType<string>().Where(id => id.Length > 0),
        ];
        sink.Add(new Advisory(
            known.Length > 0 ? known[0] : $"RETIREJS-{library}-{index.ToString(CultureInfo.InvariantCulture)}")
        {
            Aliases = [.. known.Skip(1)],
            Title = names.Text("summary") ?? string.Empty,
            Severity = SeverityWords.Parse(item.Text("severity")),
            Cwes = item.Texts("cwe"),
            References = item.Texts("info"),
            Affected =
            [
                new AffectedPackage("npm", name)
                {
                    Ranges = [new VersionRange(item.Text("atOrAbove"), item.Text("below"))],
                },
            ],
        });
    }
}
