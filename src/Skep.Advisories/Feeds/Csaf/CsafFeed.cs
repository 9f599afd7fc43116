using System.Text.Json;
using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Feeds.Csaf;

/// <summary>A publisher's CSAF 2.0 documents, advisories and VEX alike.</summary>
/// <remarks>
/// Each document is about one notice or one CVE. Only upstream's own archives of all documents speak for a release as a
/// whole; a few files, however packed, add what they say and claim no more. Format:
/// <see href="https://docs.oasis-open.org/csaf/csaf/v2.0/csaf-v2.0.html"/>.
/// </remarks>
internal abstract class CsafFeed : IAdvisoryFeed
{
    public abstract string Id { get; }

    public abstract string Title { get; }

    public abstract string Licence { get; }

    public virtual bool IsSupplement => false;

    /// <summary>What stands near the top of this publisher's documents and of no other's.</summary>
    protected abstract ReadOnlySpan<byte> Mark { get; }

    /// <summary>How upstream's archives of all documents begin.</summary>
    protected abstract IReadOnlyList<string> WholeArchives { get; }

    public bool Recognises(FeedFile file) =>
        file.LooksLikeJsonObject && file.HeadContains("\"csaf_version\""u8) && file.HeadContains(Mark);

    public async ValueTask ReadAsync(FeedFile file, IAdvisorySink sink, CancellationToken cancellationToken)
    {
        using JsonDocument? parsed = await file.ParseWholeAsync(sink, cancellationToken);
        if (parsed is null)
        {
            return;
        }

        JsonElement root = parsed.RootElement;
        JsonElement document = root.Get("document");
        if (document.Get("tracking").Text("id") is not { Length: > 0 } id)
        {
            sink.Add(new Problem(file.Path, "a CSAF document without an id"));
            return;
        }

        var products = new CsafProducts(root.Get("product_tree"), ScopeOf);
        Advisory[] vulnerabilities =
        [
            .. root.Items("vulnerabilities")
                .Select(item => new CsafVulnerability(item, products, Id[..Id.IndexOf('/')]))
                .Where(vulnerability => vulnerability.Id.Length > 0)
                .Select(vulnerability => vulnerability.ToAdvisory()),
        ];
        Give(id, document, vulnerabilities, file, sink);
    }

    public abstract IReadOnlyList<FeedLocation> LocationsFor(string scope);

    /// <summary>The scope of the product that a CPE names; null when images are not matched by it.</summary>
    protected abstract string? ScopeOf(string cpe);

    private void Give(string id, JsonElement document, Advisory[] vulnerabilities, FeedFile file, IAdvisorySink sink)
    {
        string archive = Path.GetFileName(file.Path[..Math.Max(file.Path.IndexOf('!'), 0)]);
        bool isWhole = WholeArchives.Any(start => archive.StartsWith(start, StringComparison.OrdinalIgnoreCase));
        string[] scopes =
        [
            .. vulnerabilities.SelectMany(advisory => advisory.Affected).Select(package => package.Scope)
                .Distinct(StringComparer.Ordinal),
        ];
        sink.Begin(new FeedPart(Id, document.Text("category") == "csaf_vex" ? "vex" : "advisories")
        {
            IsWhole = isWhole,
            Scopes = isWhole ? scopes : [],
        });
        DateTimeOffset? modified = document.Get("tracking").Date("current_release_date");
        bool isNotice = vulnerabilities.Length > 0 && vulnerabilities.All(advisory => advisory.Id != id)
            && vulnerabilities.All(advisory => IsSame(advisory.Affected, vulnerabilities[0].Affected));
        if (isNotice)
        {
            sink.Add(new Advisory(id)
            {
                Covers = [.. vulnerabilities.Select(advisory => advisory.Id).Distinct(StringComparer.Ordinal)],
                Title = document.Text("title") ?? string.Empty,
                Published = document.Get("tracking").Date("initial_release_date"),
                Modified = modified,
                Affected = vulnerabilities[0].Affected,
            });
        }

        // In a notice the vulnerabilities only rate themselves; where they differ in their packages, each stands alone.
        foreach (Advisory advisory in vulnerabilities)
        {
            sink.Add(advisory with { Modified = modified, Affected = isNotice ? [] : advisory.Affected });
        }
    }

    private static bool IsSame(IReadOnlyList<AffectedPackage> left, IReadOnlyList<AffectedPackage> right) =>
        left.Count == right.Count && left.Zip(right).All(pair =>
            pair.First.Scope == pair.Second.Scope && pair.First.Name == pair.Second.Name
            && pair.First.Status == pair.Second.Status && pair.First.IsBinary == pair.Second.IsBinary
            && pair.First.Module == pair.Second.Module && pair.First.Ranges.SequenceEqual(pair.Second.Ranges)
            && pair.First.Architectures.SequenceEqual(pair.Second.Architectures));
}
