using System.Text;
using System.Text.Json;
using Skep.Advisories.Feeds.Requirements;
using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Feeds.FriendsOfPhp;

/// <summary>The FriendsOfPHP database of vulnerable Composer packages.</summary>
/// <remarks>
/// One file an advisory; its path names it where no CVE does. Each branch lists the requirements that must all hold.
/// Format: <see href="https://github.com/FriendsOfPHP/security-advisories#contributing"/>.
/// </remarks>
internal sealed class FriendsOfPhpFeed : IAdvisoryFeed
{
    private const string Archive =
        "https://codeload.github.com/FriendsOfPHP/security-advisories/tar.gz/refs/heads/master";

    private const string Reference = "composer://";

    public string Id => "friendsofphp";

    public string Title => "FriendsOfPHP security advisories";

    public string Licence => "Unlicense";

    public bool IsSupplement => true;

    public bool Recognises(FeedFile file) =>
        (file.Name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase)
            || file.Name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase))
        && file.HeadContains("title:"u8)
        && file.HeadContains("branches:"u8);

    public IReadOnlyList<FeedLocation> LocationsFor(string scope) =>
        scope == "composer"
            ? [new FeedLocation(new Uri(Archive), "friendsofphp/security-advisories.tar.gz")]
            : [];

    public async ValueTask ReadAsync(FeedFile file, IAdvisorySink sink, CancellationToken cancellationToken)
    {
        if (await file.ReadWholeAsync(sink, cancellationToken) is not { } content)
        {
            return;
        }

        using JsonDocument? document = FeedYaml.Parse(Encoding.UTF8.GetString(content.Span));
        JsonElement facts = document?.RootElement ?? default;
        if (facts.Text("reference") is not { } reference
            || !reference.StartsWith(Reference, StringComparison.Ordinal)
            || reference.Length == Reference.Length)
        {
            sink.Add(new Problem(file.Path, "an advisory without a package"));
            return;
        }

        sink.Begin(new FeedPart(Id) { IsWhole = file.IsInArchive, Scopes = ["composer"] });
        string package = reference[Reference.Length..];
        string name = file.Name.ToString();
        string? cve = facts.Text("cve") is { } id && id.StartsWith("CVE-", StringComparison.Ordinal) ? id : null;
        JsonElement[] branches = [.. facts.Get("branches").Members().Select(branch => branch.Value)];
        IReadOnlyList<VersionRange>? ranges = RequirementReader.Composer.ReadAny(
            branches.Select(branch => string.Join(", ", branch.Texts("versions"))).Where(text => text.Length > 0));
        if (ranges is null)
        {
            sink.Add(new Problem(file.Path, "a version requirement that cannot be read"));
        }

        DateTimeOffset? date = branches.Select(branch => branch.Date("time")).Max();
        sink.Add(new Advisory($"FOP-{package.Replace('/', '-')}-{name[..name.LastIndexOf('.')]}")
        {
            Aliases = cve is null ? [] : [cve],
            Title = facts.Text("title") ?? string.Empty,
            Published = date,
            Modified = date,
            References = facts.Text("link") is { Length: > 0 } link ? [link] : [],
            Affected = ranges is not { Count: > 0 }
                ? []
                : [new AffectedPackage("composer", package) { Ranges = ranges }],
        });
    }
}
