using System.Text.Json;
using Skep.Advisories.Model;
using Skep.Advisories.Scoring;
using Skep.Core;

namespace Skep.Advisories.Feeds.Arch;

/// <summary>Arch Linux's security tracker: vulnerability groups (AVG) and the versions that fixed them.</summary>
/// <remarks>
/// The affected version of a group is one that was seen to be; every version before the fixed one counts. Served at
/// <see href="https://security.archlinux.org/issues/all.json"/>.
/// </remarks>
internal sealed class ArchTrackerFeed : IAdvisoryFeed
{
    private const string Scope = "arch";

    public string Id => "arch/tracker";

    public string Title => "Arch Linux security tracker";

    public string Licence => "Arch Linux security data, terms not stated";

    public bool Recognises(FeedFile file)
    {
        int first = file.Head.IndexOfAnyExcept(" \t\r\n\uFEFF"u8);
        return first >= 0 && file.Head[first] == (byte)'['
            && file.HeadContains("\"AVG-"u8) && file.HeadContains("\"packages\""u8);
    }

    public async ValueTask ReadAsync(FeedFile file, IAdvisorySink sink, CancellationToken cancellationToken)
    {
        using JsonDocument? document = await file.ParseWholeAsync(sink, cancellationToken);
        if (document is null)
        {
            return;
        }

        sink.Begin(new FeedPart(Id) { Scopes = [Scope] });
        foreach (JsonElement group in document.RootElement.Items())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (group.Text("name") is { Length: > 0 } name)
            {
                sink.Add(Read(name, group));
            }
            else
            {
                sink.Add(new Problem(file.Path, "a group without a name"));
            }
        }
    }

    public IReadOnlyList<FeedLocation> LocationsFor(string scope) => scope == Scope
        ? [new FeedLocation(new Uri("https://security.archlinux.org/issues/all.json"), "arch/all.json")]
        : [];

    private static Advisory Read(string name, JsonElement group)
    {
        string? fixedVersion = group.Text("fixed") is { Length: > 0 } version ? version : null;
        AffectedStatus status = group.Text("status") switch
        {
            "Not affected" => AffectedStatus.NotAffected,
            "Unknown" => AffectedStatus.UnderInvestigation,
            _ => AffectedStatus.Affected,
        };
        return new Advisory(name)
        {
            Covers = group.Texts("issues"),
            Title = group.Text("type") ?? string.Empty,
            Severity = SeverityWords.Parse(group.Text("severity")),
            References = [$"https://security.archlinux.org/{name}"],
            Affected =
            [
                .. group.Texts("packages").Select(package => new AffectedPackage(Scope, package)
                {
                    Ranges = [new VersionRange(null, fixedVersion)],
                    Status = status,
                    IsBinary = true,
                }),
            ],
        };
    }
}
