using System.Text.Json;
using Skep.Advisories.Model;
using Skep.Advisories.Scoring;
using Skep.Core;

namespace Skep.Advisories.Feeds.Debian;

/// <summary>
/// Debian's security tracker: what each release's source packages are open to, and the versions that fixed it.
/// </summary>
/// <remarks>
/// A JSON object of source packages, each of vulnerabilities, each of releases. A fixed version <c>0</c> says that the
/// release never had the flaw. Served at <see href="https://security-tracker.debian.org/tracker/data/json"/>.
/// </remarks>
internal sealed class DebianTrackerFeed : IAdvisoryFeed
{
    public string Id => "debian/tracker";

    public string Title => "Debian security tracker";

    public string Licence => "Debian security tracker data, MIT-like";

    public bool Recognises(FeedFile file) =>
        file.LooksLikeJsonObject
        && file.HeadContains("\"releases\""u8)
        && file.HeadContains("\"urgency\""u8)
        && file.HeadContains("\"status\""u8);

    public async ValueTask ReadAsync(FeedFile file, IAdvisorySink sink, CancellationToken cancellationToken)
    {
        if (await file.ReadWholeAsync(sink, cancellationToken) is not { } content)
        {
            return;
        }

        var scopes = new HashSet<string>(StringComparer.Ordinal);
        sink.Begin(new FeedPart(Id));
        if (!JsonMembers.Read(content, (source, cves) => ReadSource(source, cves, scopes, sink), cancellationToken))
        {
            sink.AddDamage(
                new Problem(file.Path, "not a well-formed JSON file; what stands before the damage was read"));
        }

        sink.Begin(new FeedPart(Id) { Scopes = [.. scopes] });
    }

    public IReadOnlyList<FeedLocation> LocationsFor(string scope) =>
        scope.StartsWith("debian:", StringComparison.Ordinal)
            ?
            [
                new FeedLocation(
                    new Uri("https://security-tracker.debian.org/tracker/data/json"),
                    "debian/tracker.json"),
            ]
            : [];

    private static void ReadSource(string source, JsonElement cves, HashSet<string> scopes, IAdvisorySink sink)
    {
        foreach ((string cve, JsonElement entry) in cves.Members())
        {
            var affected = new List<AffectedPackage>();
            foreach ((string codename, JsonElement release) in entry.Get("releases").Members())
            {
                if (Scopes.Debian(codename) is { } scope)
                {
                    scopes.Add(scope);
                    affected.Add(ReadRelease(scope, source, release));
                }
            }

            // "TEMP-0000000-ABCDEF" ids change whenever the entry is edited; they stay readable but are the only name.
            sink.Add(
                new Advisory(cve) { Description = entry.Text("description") ?? string.Empty, Affected = affected });
        }
    }

    private static AffectedPackage ReadRelease(string scope, string source, JsonElement release)
    {
        string urgency = release.Text("urgency") ?? string.Empty;
        string? fixedVersion = release.Text("status") == "resolved" ? release.Text("fixed_version") : null;
        return new AffectedPackage(scope, source)
        {
            Ranges = [new VersionRange(null, fixedVersion)],

            // "high**" marks a rating that was derived; the stars are no part of the word.
            Severity = SeverityWords.Parse(urgency.TrimEnd('*')),
            Status = (release.Text("nodsa_reason"), urgency) switch
            {
                _ when release.Text("status") == "undetermined" => AffectedStatus.UnderInvestigation,
                (_, "end-of-life") => AffectedStatus.EndOfLife,
                ("ignored", _) => AffectedStatus.WillNotFix,
                ("postponed", _) => AffectedStatus.FixDeferred,
                _ => AffectedStatus.Affected,
            },
        };
    }
}
