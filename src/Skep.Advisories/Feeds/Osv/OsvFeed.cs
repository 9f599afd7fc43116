using System.Text.Json;
using Skep.Core;

namespace Skep.Advisories.Feeds.Osv;

/// <summary>
/// Advisories in the Open Source Vulnerability format: GitHub's, PyPA's, Go's, RustSec's, AlmaLinux's and many more.
/// </summary>
/// <remarks>
/// Each ecosystem is a part of its own (<c>osv/npm</c>, <c>osv/AlmaLinux</c>). A file holds one record, or an array
/// of them. Format: <see href="https://ossf.github.io/osv-schema/"/>.
/// </remarks>
internal sealed class OsvFeed : IAdvisoryFeed
{
    private const string Upstream = "https://osv-vulnerabilities.storage.googleapis.com";

    private static readonly (string Scope, string Ecosystem)[] Served =
    [
        ("npm", "npm"),
        ("pypi", "PyPI"),
        ("golang", "Go"),
        ("cargo", "crates.io"),
        ("gem", "RubyGems"),
        ("composer", "Packagist"),
        ("maven", "Maven"),
        ("nuget", "NuGet"),
        ("hex", "Hex"),
        ("hackage", "Hackage"),
        ("pub", "Pub"),
        ("swift", "SwiftURL"),
        ("bitnami", "Bitnami"),
        ("almalinux:", "AlmaLinux"),
        ("rocky:", "Rocky Linux"),
        ("openeuler:", "openEuler"),
    ];

    public string Id => "osv";

    public string Title => "Open Source Vulnerabilities";

    public string Licence => "per source: CC-BY-4.0, CC0-1.0, Apache-2.0, MIT";

    public bool Recognises(FeedFile file)
    {
        if (
            !file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            || file.HeadContains("\"CVE_RECORD\""u8)
            || file.HeadContains("\"csaf_version\""u8)
            || file.HeadContains("\"resultsPerPage\""u8))
        {
            return false;
        }

        bool hasId = file.HeadContains("\"id\""u8);
        return hasId
                && (
                    file.HeadContains("\"schema_version\""u8)
                    || file.HeadContains("\"details\""u8)
                    || file.HeadContains("\"modified\""u8)
                    || file.HeadContains("\"aliases\""u8))
            || file.HeadContains("\"affected\""u8)
                && (file.HeadContains("\"ranges\""u8) || file.HeadContains("\"versions\""u8));
    }

    public async ValueTask ReadAsync(FeedFile file, IAdvisorySink sink, CancellationToken cancellationToken)
    {
        using JsonDocument? document = await file.ParseWholeAsync(sink, cancellationToken);
        switch (document?.RootElement.ValueKind)
        {
            case null:
                break;

            case JsonValueKind.Array:
                foreach (JsonElement record in document.RootElement.EnumerateArray())
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    Read(record, file, isWhole: true, sink);
                }

                break;

            default:
                Read(document.RootElement, file, file.IsInArchive, sink);
                break;
        }
    }

    public IReadOnlyList<FeedLocation> LocationsFor(string scope) =>
        [
            .. Served
                .Where(served =>
                    served.Scope.EndsWith(':')
                        ? scope.StartsWith(served.Scope, StringComparison.Ordinal)
                        : scope == served.Scope)
                .Select(served => new FeedLocation(
                    new Uri(
                        $"{Upstream}/{Uri.EscapeDataString(served.Ecosystem)}/all.zip"),
                    $"osv/{served.Ecosystem}/all.zip")),
        ];

    private static void Read(JsonElement record, FeedFile file, bool isWhole, IAdvisorySink sink)
    {
        if (OsvRecord.Read(record) is not { } read)
        {
            sink.Add(new Problem(file.Path, "an OSV record without an id"));
            return;
        }

        // An archive is the whole of the ecosystem whose folder it lies in, and only of that one: a record may name
        // packages of several. Without such a folder, records are taken one by one.
        string? folder = EcosystemOfFolder(file.Path);
        string ecosystem = folder ?? (read.Ecosystems is [var first, ..] ? first : "other");
        sink.Begin(
            new FeedPart($"osv/{ecosystem}")
            {
                IsWhole = isWhole && folder is not null,
                Scopes =
                [
                    .. read
                        .Advisory.Affected.Select(affected => affected.Scope)
                        .Where(scope => OsvEcosystems.IsOf(scope, ecosystem))
                        .Distinct(StringComparer.Ordinal),
                ],
            });
        sink.Add(read.Advisory);
        foreach (string unknown in read.Ecosystems.Where(name => OsvEcosystems.Scope(name) is null))
        {
            sink.Add(new Problem(file.Path, $"unknown ecosystem '{FeedLines.Shorten(unknown)}'"));
        }
    }

    private static string? EcosystemOfFolder(string path)
    {
        int bang = path.IndexOf('!');
        string[] segments = (bang < 0 ? path : path[..bang]).Split('/');
        string folder = segments.Length >= 2 ? segments[^2] : string.Empty;
        return OsvEcosystems.Scope(folder) is null ? null : folder;
    }
}
