using System.Globalization;
using System.Text.Json;
using Skep.Advisories.Feeds.Requirements;
using Skep.Advisories.Model;
using Skep.Advisories.Scoring;
using Skep.Core;

namespace Skep.Advisories.Feeds.Node;

/// <summary>The Node.js security working group's vulnerabilities of Node.js itself and, up to 2019, of npm.</summary>
/// <remarks>
/// One file each, and an <c>index.json</c> of all. Node.js's own are about the program <c>node</c>: the release lines
/// that are vulnerable, less what is patched of them. Format:
/// <see href="https://github.com/nodejs/security-wg/tree/main/vuln"/>.
/// </remarks>
internal sealed class NodeFeed : IAdvisoryFeed
{
    private const string Upstream = "https://raw.githubusercontent.com/nodejs/security-wg/main/vuln/core/index.json";

    public string Id => "nodejs";

    public string Title => "Node.js security working group";

    public string Licence => "MIT";

    public bool IsSupplement => true;

    public bool Recognises(FeedFile file) =>
        file.LooksLikeJsonObject
        && (file.HeadContains("\"vulnerable_versions\""u8)
                && (file.HeadContains("\"module_name\""u8) || file.HeadContains("\"coordinating_vendor\""u8))
            || (file.HeadContains("\"vulnerable\""u8) && file.HeadContains("\"patched\""u8)));

    public IReadOnlyList<FeedLocation> LocationsFor(string scope) =>
        scope == Scopes.Programs
            ? [new FeedLocation(new Uri(Upstream), "nodejs/vuln/core/index.json")]
            : [];

    public async ValueTask ReadAsync(FeedFile file, IAdvisorySink sink, CancellationToken cancellationToken)
    {
        using JsonDocument? document = await file.ParseWholeAsync(sink, cancellationToken);
        if (document is null)
        {
            return;
        }

        JsonElement root = document.RootElement;
        if (root.Text("vulnerable_versions") is not null || root.Text("vulnerable") is not null)
        {
            Read(file.Name[..^".json".Length].ToString(), root, file, file.IsInArchive, sink);
            return;
        }

        foreach ((string number, JsonElement item) in root.Members())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Read(number, item, file, isWhole: true, sink);
        }
    }

    private void Read(string number, JsonElement item, FeedFile file, bool isWhole, IAdvisorySink sink)
    {
        bool isModule = item.Text("module_name") is not null;
        Advisory? advisory = isModule ? Module(item) : Core(number, item);
        if (advisory is null)
        {
            sink.Add(new Problem(file.Path, "an entry without a number or with versions that cannot be read"));
            return;
        }

        sink.Begin(new FeedPart(isModule ? $"{Id}/npm" : $"{Id}/core")
        {
            IsWhole = isWhole,
            Scopes = [isModule ? "npm" : Scopes.Programs],
        });
        sink.Add(advisory);
    }

    private static Advisory? Core(string number, JsonElement item)
    {
        RequirementReader reader = RequirementReader.Generic;
        IReadOnlyList<VersionRange>? vulnerable = reader.Read(item.Text("vulnerable") ?? "?");
        IReadOnlyList<VersionRange>? patched = reader.Read(item.Text("patched") ?? "?");
        DateTimeOffset? date = item.Date("publish_date");
        return vulnerable is null || patched is null || number.Length == 0 ? null : new Advisory($"NSWG-CORE-{number}")
        {
            Aliases = [.. item.Texts("cve").Where(id => id.StartsWith("CVE-", StringComparison.Ordinal))],
            Title = item.Text("description") ?? string.Empty,
            Description = item.Text("overview") ?? string.Empty,
            Severity = SeverityWords.Parse(item.Text("severity")),
            SeveritySource = "nodejs",
            Published = date,
            Modified = date,
            References = item.Text("ref") is { Length: > 0 } link ? [link] : [],
            Affected =
            [
                new AffectedPackage(Scopes.Programs, "node") { Ranges = reader.Sets.Subtract(vulnerable, patched) },
            ],
        };
    }

    private static Advisory? Module(JsonElement item)
    {
        IReadOnlyList<VersionRange>? ranges = RequirementReader.Npm.Read(item.Text("vulnerable_versions") ?? "?");
        string number = item.Number("id")?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;
        return ranges is null || number.Length == 0 ? null : new Advisory($"NSWG-ECO-{number}")
        {
            Aliases = [.. item.Texts("cves").Where(id => id.StartsWith("CVE-", StringComparison.Ordinal))],
            Title = item.Text("title") ?? string.Empty,
            Description = item.Text("overview") ?? string.Empty,
            SeveritySource = "nodejs",
            Cvss = item.Text("cvss_vector") is { } vector && Cvss.Parse("nodejs", vector) is { } score ? [score] : [],
            Published = item.Date("publish_date"),
            Modified = item.Date("updated_at"),
            References = item.Texts("references"),
            Affected = [new AffectedPackage("npm", item.Text("module_name")!) { Ranges = ranges }],
        };
    }
}
