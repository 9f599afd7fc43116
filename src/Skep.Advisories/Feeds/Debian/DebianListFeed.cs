using System.Text;
using Skep.Core;

namespace Skep.Advisories.Feeds.Debian;

/// <summary>The lists of Debian's security advisories (DSA) and of those of its long-term support (DLA).</summary>
/// <remarks>
/// A record opens with <c>[29 Mar 2023] DSA-5380-1 xorg-server - security update</c>; indented lines give the CVEs in
/// braces and, per release, the source package with the version that has the fix or a mark such as
/// <c>&lt;not-affected&gt;</c>. A record without CVEs that corrects an earlier one ("regression update") names no
/// vulnerability and is left out. Format: <see href="https://security-team.debian.org/security_tracker.html"/>.
/// </remarks>
internal sealed class DebianListFeed : IAdvisoryFeed
{
    private const string Upstream =
        "https://salsa.debian.org/security-tracker-team/security-tracker/-/raw/master/data";

    public string Id => "debian/dsa";

    public string Title => "Debian security advisories (DSA and DLA)";

    public string Licence => "Debian security tracker data, MIT-like";

    public bool Recognises(FeedFile file) =>
        file.Head is [(byte)'[', ..] && (file.HeadContains("] DSA-"u8) || file.HeadContains("] DLA-"u8));

    public async ValueTask ReadAsync(FeedFile file, IAdvisorySink sink, CancellationToken cancellationToken)
    {
        var part = new FeedPart(Id, file.HeadContains("] DSA-"u8) ? "DSA" : "DLA");
        sink.Begin(part);
        using var reader = new StreamReader(file.Content, Encoding.UTF8);
        var scopes = new HashSet<string>(StringComparer.Ordinal);
        DebianNotice? notice = null;
        while (await FeedLines.ReadAsync(reader, cancellationToken) is { } line)
        {
            if (line.StartsWith('['))
            {
                Flush(notice, scopes, sink);
                notice = DebianNotice.Open(line);
                if (notice is null)
                {
                    sink.Add(
                        new Problem(file.Path, $"not the first line of an advisory: '{FeedLines.Shorten(line)}'"));
                }
            }
            else if (line.Length > 0 && char.IsWhiteSpace(line[0]))
            {
                notice?.Take(line.Trim());
            }
        }

        Flush(notice, scopes, sink);
        sink.Begin(part with { Scopes = [.. scopes] });
    }

    public IReadOnlyList<FeedLocation> LocationsFor(string scope) =>
        scope.StartsWith("debian:", StringComparison.Ordinal)
            ?
            [
                new FeedLocation(new Uri($"{Upstream}/DSA/list"), "debian/data/DSA/list"),
                new FeedLocation(new Uri($"{Upstream}/DLA/list"), "debian/data/DLA/list"),
            ]
            : [];

    private static void Flush(DebianNotice? notice, HashSet<string> scopes, IAdvisorySink sink)
    {
        if (notice?.ToAdvisory() is { } advisory)
        {
            scopes.UnionWith(advisory.Affected.Select(affected => affected.Scope));
            sink.Add(advisory);
        }
    }
}
