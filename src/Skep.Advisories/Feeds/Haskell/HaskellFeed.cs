using System.Text.Json;
using Skep.Advisories.Model;
using Skep.Advisories.Scoring;
using Skep.Core;

namespace Skep.Advisories.Feeds.Haskell;

/// <summary>The Haskell Security Response Team's advisories, as their repository keeps them.</summary>
/// <remarks>
/// Upstream also publishes them as OSV, which is what <c>db update</c> fetches. Format:
/// <see href="https://github.com/haskell/security-advisories/blob/main/CONTRIBUTING.md"/>.
/// </remarks>
internal sealed class HaskellFeed : IAdvisoryFeed
{
    public string Id => "haskell";

    public string Title => "Haskell security advisories";

    public string Licence => "CC0-1.0";

    public bool Recognises(FeedFile file) =>
        FeedMarkdown.Begins(file) && file.HeadContains("[advisory]"u8) && file.HeadContains("HSEC-"u8)
        && !file.HeadContains("[versions]"u8);

    public IReadOnlyList<FeedLocation> LocationsFor(string scope) => [];

    public async ValueTask ReadAsync(FeedFile file, IAdvisorySink sink, CancellationToken cancellationToken)
    {
        if (await FeedMarkdown.ReadAsync(file, sink, cancellationToken) is not { } text)
        {
            return;
        }

        JsonElement facts = text.Facts.Get("advisory");
        if (facts.Text("id") is not { Length: > 0 } id)
        {
            sink.Add(new Problem(file.Path, "an advisory without an id"));
            return;
        }

        sink.Begin(new FeedPart(Id) { IsWhole = file.IsInArchive, Scopes = ["hackage"] });
        DateTimeOffset? date = facts.Date("date");
        sink.Add(new Advisory(id)
        {
            Aliases = facts.Texts("aliases"),
            Title = text.Title,
            Description = text.Text,
            SeveritySource = "hsec",
            Cvss =
            [
                .. text.Facts.Items("affected")
                    .Select(item => item.Text("cvss") is { } vector ? Cvss.Parse("hsec", vector) : null)
                    .OfType<CvssScore>()
                    .Distinct(),
            ],
            Cwes = [.. facts.Texts("cwe").Select(number => $"CWE-{number}")],
            Published = date,
            Modified = date,
            IsWithdrawn = facts.Get("withdrawn").ValueKind == JsonValueKind.String,
            References = [.. text.Facts.Items("references").Select(item => item.Text("url")).OfType<string>()],
            Affected = [.. text.Facts.Items("affected").Select(Affected).OfType<AffectedPackage>()],
        });
    }

    private static AffectedPackage? Affected(JsonElement item)
    {
        VersionRange[] ranges =
        [
            .. item.Items("versions").Select(range => new VersionRange(
                range.Text("introduced") is { } start and not "0" ? start : null, range.Text("fixed"))),
        ];
        return item.Text("package") is { Length: > 0 } name && ranges.Length > 0
            ? new AffectedPackage("hackage", name) { Ranges = ranges }
            : null;
    }
}
