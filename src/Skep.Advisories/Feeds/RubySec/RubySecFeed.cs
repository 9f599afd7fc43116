using System.Globalization;
using System.Text;
using System.Text.Json;
using Skep.Advisories.Feeds.Requirements;
using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Feeds.RubySec;

/// <summary>RubySec's advisories on gems and on Ruby's implementations.</summary>
/// <remarks>
/// They name the versions that are patched or were never affected: all others are. Format:
/// <see href="https://github.com/rubysec/ruby-advisory-db#schema"/>.
/// </remarks>
internal sealed class RubySecFeed : IAdvisoryFeed
{
    private const string Archive =
        "https://codeload.github.com/rubysec/ruby-advisory-db/tar.gz/refs/heads/master";

    private static readonly (string Field, string Version)[] Ratings =
    [
        ("cvss_v4", "4.0"),
        ("cvss_v3", "3.1"),
        ("cvss_v2", "2.0"),
    ];

    public string Id => "rubysec";

    public string Title => "Ruby advisory database";

    public string Licence => "public domain, OSVDB's texts excepted";

    public bool IsSupplement => true;

    public bool Recognises(FeedFile file) =>
        (file.Name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)
            || file.Name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase))
        && (file.HeadContains("\ngem: "u8) || file.HeadContains("\nengine: "u8))
        && file.HeadContains("\ntitle:"u8);

    public IReadOnlyList<FeedLocation> LocationsFor(string scope) =>
        scope is "gem" or Scopes.Programs
            ? [new FeedLocation(new Uri(Archive), "rubysec/ruby-advisory-db.tar.gz")]
            : [];

    public async ValueTask ReadAsync(FeedFile file, IAdvisorySink sink, CancellationToken cancellationToken)
    {
        if (await file.ReadWholeAsync(sink, cancellationToken) is not { } content)
        {
            return;
        }

        using JsonDocument? document = FeedYaml.Parse(Encoding.UTF8.GetString(content.Span));
        JsonElement facts = document?.RootElement ?? default;
        bool isGem = facts.Text("gem") is not null;
        if (Names(facts) is not [var id, .. var aliases] || facts.Text(isGem ? "gem" : "engine") is not { } name)
        {
            sink.Add(new Problem(file.Path, "an advisory without an id or a gem"));
            return;
        }

        string scope = isGem ? "gem" : Scopes.Programs;
        sink.Begin(new FeedPart(Id) { IsWhole = file.IsInArchive, Scopes = [scope] });
        RequirementReader requirements = isGem ? RequirementReader.Gem : RequirementReader.Generic;
        IReadOnlyList<VersionRange>? safe =
            requirements.ReadAny([.. facts.Texts("patched_versions"), .. facts.Texts("unaffected_versions")]);
        if (safe is null)
        {
            sink.Add(new Problem(file.Path, "a version requirement that cannot be read"));
        }

        DateTimeOffset? date = facts.Date("date");
        sink.Add(new Advisory(id)
        {
            Aliases = aliases,
            Title = facts.Text("title") ?? string.Empty,
            Description = facts.Text("description") ?? string.Empty,
            SeveritySource = "rubysec",
            Cvss =
            [
                .. Ratings
                    .Select(rating => (rating.Version, Score: Score(facts.Text(rating.Field))))
                    .Where(rating => rating.Score > 0)
                    .Select(rating => new CvssScore("rubysec", rating.Version, string.Empty, rating.Score)),
            ],
            Published = date,
            Modified = date,
            References = [.. facts.Get("related").Texts("url").Prepend(facts.Text("url")).OfType<string>().Distinct()],
            Affected = safe is null
                ? []
                : [new AffectedPackage(scope, name) { Ranges = requirements.Sets.Complement(safe) }],
        });
    }

    // Each number stands without the prefix of its register.
    private static string[] Names(JsonElement facts) =>
        [
            .. new[] { ("ghsa", "GHSA-"), ("cve", "CVE-"), ("osvdb", "OSVDB-") }
                .Select(register => (Number: facts.Text(register.Item1), Prefix: register.Item2))
                .Where(register => register.Number is { Length: > 0 })
                .Select(register => register.Prefix + register.Number),
        ];

    private static double Score(string? text) =>
        double.TryParse(text, CultureInfo.InvariantCulture, out double score) && score is > 0 and <= 10
            ? score
            : 0;
}
