using System.Text;
using Skep.Core;

namespace Skep.Advisories.Feeds.Ubuntu;

/// <summary>
/// Ubuntu's CVE tracker: one text file a CVE, with the state of every source package in every release.
/// </summary>
/// <remarks>
/// Fields are <c>Name: value</c> with indented continuation lines; states are <c>release_package: state (detail)</c>.
/// Releases under extended maintenance have states of their own (<c>esm-infra/bionic_openssl</c>). Format:
/// <see href="https://git.launchpad.net/ubuntu-cve-tracker/tree/README"/>.
/// </remarks>
internal sealed class UbuntuTrackerFeed : IAdvisoryFeed
{
    // The largest real file, a kernel CVE of every flavour, has 1,100 lines.
    private const int MaxLines = 50_000;

    public string Id => "ubuntu/cve-tracker";

    public string Title => "Ubuntu CVE tracker";

    public string Licence => "not stated by the tracker; Ubuntu's OSV data: CC-BY-SA-4.0";

    public bool Recognises(FeedFile file) =>
        file.Name.StartsWith("CVE-", StringComparison.Ordinal)
        && (file.HeadContains("Candidate: CVE-"u8) || file.HeadContains("Candidate:CVE-"u8));

    public async ValueTask ReadAsync(FeedFile file, IAdvisorySink sink, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(file.Content, Encoding.UTF8);
        var entry = new UbuntuEntry();
        for (int line = 0; await FeedLines.ReadAsync(reader, cancellationToken) is { } text; line++)
        {
            if (line == MaxLines)
            {
                sink.Add(new Problem(file.Path, $"more than {MaxLines} lines; the rest was left out"));
                break;
            }

            entry.Take(text);
        }

        if (entry.ToAdvisory() is not { } advisory)
        {
            sink.Add(new Problem(file.Path, "no candidate's id"));
            return;
        }

        sink.Begin(
            new FeedPart(Id)
            {
                IsWhole = file.IsInArchive,
                Scopes = [.. advisory.Affected.Select(affected => affected.Scope).Distinct(StringComparer.Ordinal)],
            });
        sink.Add(advisory);
    }

    // The tracker is a repository, not a file to fetch; what it publishes for download is OSV.
    public IReadOnlyList<FeedLocation> LocationsFor(string scope) =>
        scope.StartsWith("ubuntu:", StringComparison.Ordinal)
            ?
            [
                new FeedLocation(
                    new Uri("https://osv-vulnerabilities.storage.googleapis.com/Ubuntu/all.zip"),
                    "osv/Ubuntu/all.zip"),
            ]
            : [];
}
