using System.Text.Json;
using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Feeds.Alpine;

/// <summary>
/// The security databases of Alpine, Wolfi and Chainguard: which version of a package fixed which vulnerabilities.
/// </summary>
/// <remarks>
/// One file per release and repository. A version <c>0</c> says that no version of the package was ever affected. An id
/// cell may hold several tokens (<c>CVE-2019-17349 XSA-307</c>) and remarks in parentheses. Names are of source
/// packages (apk's origin). Alpine publishes fixes only, so a vulnerability without one is not in the file. Format:
/// <see href="https://secdb.alpinelinux.org/"/>.
/// </remarks>
internal sealed class SecdbFeed : IAdvisoryFeed
{
    public string Id => "alpine/secdb";

    public string Title => "Alpine, Wolfi and Chainguard security databases";

    public string Licence => "facts of aports; Wolfi and Chainguard: Apache-2.0";

    public bool Recognises(FeedFile file) =>
        file.LooksLikeJsonObject
        && (
            file.HeadContains("\"secfixes\""u8)
            || (file.HeadContains("\"apkurl\""u8) && file.HeadContains("\"reponame\""u8)));

    public async ValueTask ReadAsync(FeedFile file, IAdvisorySink sink, CancellationToken cancellationToken)
    {
        using JsonDocument? document = await file.ParseWholeAsync(sink, cancellationToken);
        if (document is null)
        {
            return;
        }

        string repository = document.RootElement.Text("reponame") ?? string.Empty;
        if (Place(document.RootElement, repository) is not ({ } scope, { } feed))
        {
            sink.Add(new Problem(file.Path, "a security database that names no distribution"));
            return;
        }

        sink.Begin(new FeedPart(feed, $"{scope}/{repository}") { Scopes = [scope] });
        foreach (JsonElement item in document.RootElement.Items("packages"))
        {
            cancellationToken.ThrowIfCancellationRequested();
            JsonElement package = item.Get("pkg");
            if (package.Text("name") is not { Length: > 0 } name)
            {
                sink.Add(new Problem(file.Path, "a package without a name"));
                continue;
            }

            foreach ((string version, JsonElement ids) in package.Get("secfixes").Members())
            {
                ReadFix(version, ids, scope, name, sink);
            }
        }
    }

    public IReadOnlyList<FeedLocation> LocationsFor(string scope) =>
        scope switch
        {
            "wolfi" =>
            [
                new FeedLocation(new Uri("https://packages.wolfi.dev/os/security.json"), "wolfi/security.json"),
            ],
            "chainguard" =>
            [
                new FeedLocation(
                    new Uri("https://packages.cgr.dev/chainguard/security.json"),
                    "chainguard/security.json"),
            ],
            ['a', 'l', 'p', 'i', 'n', 'e', ':', .. var release] =>
            [
                Alpine(release, "main"),
                Alpine(release, "community"),
            ],
            _ => [],
        };

    private static FeedLocation Alpine(string release, string repository)
    {
        string folder = char.IsAsciiDigit(release[0]) ? $"v{release}" : release;
        return new FeedLocation(
            new Uri($"https://secdb.alpinelinux.org/{folder}/{repository}.json"),
            $"alpine-secdb/{folder}/{repository}.json");
    }

    private static (string? Scope, string? Feed) Place(JsonElement root, string repository)
    {
        string prefix = root.Text("urlprefix") ?? string.Empty;
        if (prefix.Contains("wolfi", StringComparison.Ordinal) || repository == "os")
        {
            return ("wolfi", "wolfi/secdb");
        }

        if (prefix.Contains("cgr.dev", StringComparison.Ordinal) || repository == "chainguard")
        {
            return ("chainguard", "chainguard/secdb");
        }

        return root.Text("distroversion") is { Length: > 0 } release
            ? ($"alpine:{release.TrimStart('v')}", "alpine/secdb")
            : default;
    }

    private static void ReadFix(string version, JsonElement ids, string scope, string name, IAdvisorySink sink)
    {
        AffectedPackage affected = new(scope, name) { Ranges = [VersionRange.Below(version)] };
        foreach (JsonElement cell in ids.Items())
        {
            foreach (string id in SecdbIds.Split(cell.Text()))
            {
                sink.Add(new Advisory(id) { Affected = [affected] });
            }
        }
    }
}
