using System.Text.Json;
using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Feeds.DotNet;

/// <summary>Microsoft's list of .NET releases, which says of each runtime which CVEs it fixes.</summary>
/// <remarks>
/// It does not say which component a CVE is in, so every CVE is taken as one of the runtime, which all share, and an
/// advisory of NuGet's that names the component decides instead where there is one. Releases of the SDK alone fix no
/// package that images hold. One file a channel. Format:
/// <see href="https://github.com/dotnet/core/tree/main/release-notes"/>.
/// </remarks>
internal sealed class DotNetReleasesFeed : IAdvisoryFeed
{
    private const string Upstream = "https://builds.dotnet.microsoft.com/dotnet/release-metadata";

    private static readonly string[] Channels =
        ["1.0", "1.1", "2.0", "2.1", "2.2", "3.0", "3.1", "5.0", "6.0", "7.0", "8.0", "9.0", "10.0", "11.0"];

    // The packages that the shared framework and self-contained applications record themselves as.
    private static readonly string[] Packages =
    [
        "Microsoft.NETCore.App",
        .. new[]
        {
            "linux-arm", "linux-arm64", "linux-musl-arm", "linux-musl-arm64", "linux-musl-x64", "linux-x64",
            "osx-arm64", "osx-x64", "win-arm64", "win-x64", "win-x86",
        }.SelectMany(platform => new[]
        {
            $"Microsoft.NETCore.App.Runtime.{platform}", $"runtime.{platform}.Microsoft.NETCore.App",
        }),
    ];

    public string Id => "dotnet/releases";

    public string Title => ".NET releases";

    public string Licence => "MIT";

    public bool IsSupplement => true;

    public bool Recognises(FeedFile file) =>
        file.LooksLikeJsonObject
        && (file.HeadContains("\"releases-index\""u8)
            || (file.HeadContains("\"channel-version\""u8) && file.HeadContains("\"releases\""u8)));

    public IReadOnlyList<FeedLocation> LocationsFor(string scope) =>
        scope == "nuget"
            ?
            [
                .. Channels.Select(channel => new FeedLocation(
                    new Uri($"{Upstream}/{channel}/releases.json"), $"dotnet/{channel}/releases.json")),
            ]
            : [];

    public async ValueTask ReadAsync(FeedFile file, IAdvisorySink sink, CancellationToken cancellationToken)
    {
        using JsonDocument? document = await file.ParseWholeAsync(sink, cancellationToken);

        // The index only says where the channels' files are.
        if (document is null || document.RootElement.Get("releases-index").ValueKind == JsonValueKind.Array)
        {
            return;
        }

        if (document.RootElement.Text("channel-version") is not { Length: > 0 } channel)
        {
            sink.Add(new Problem(file.Path, "a list of releases without its channel"));
            return;
        }

        sink.Begin(new FeedPart(Id, channel)
        {
            Newest = document.RootElement.Date("latest-release-date"),
            Scopes = ["nuget"],
        });
        foreach (JsonElement release in document.RootElement.Items("releases"))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Read(channel, release, sink);
        }
    }

    private static void Read(string channel, JsonElement release, IAdvisorySink sink)
    {
        // The runtime's own version may add a build: release 8.0.0-rc.2 is runtime 8.0.0-rc.2.23479.6.
        if (release.Get("runtime").Text("version") is not { Length: > 0 } runtime
            || release.Text("release-version") is not { Length: > 0 } version
            || !runtime.StartsWith(version, StringComparison.Ordinal))
        {
            return;
        }

        var range = new VersionRange(runtime.Contains('-') ? $"{channel}.0-0" : $"{channel}.0", runtime);
        DateTimeOffset? date = release.Date("release-date");
        foreach (JsonElement item in release.Items("cve-list"))
        {
            if (item.Text("cve-id")?.Trim() is not { Length: > 0 } id)
            {
                continue;
            }

            sink.Add(new Advisory(id)
            {
                Published = date,
                Modified = date,
                References = [.. new[] { release.Text("release-notes"), item.Text("cve-url") }.OfType<string>()],
                Affected = [.. Packages.Select(name => new AffectedPackage("nuget", name) { Ranges = [range] })],
            });
        }
    }
}
