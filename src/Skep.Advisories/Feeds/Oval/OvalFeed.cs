using System.Xml;
using Skep.Advisories.Model;
using Skep.Advisories.Scoring;
using Skep.Core;

namespace Skep.Advisories.Feeds.Oval;

/// <summary>A publisher's OVAL files; what publishers do differently is theirs to say.</summary>
/// <remarks>A file damaged anywhere brings nothing, for its definitions are judged by what stands at its end.</remarks>
internal abstract class OvalFeed : IAdvisoryFeed
{
    public abstract string Id { get; }

    public abstract string Title { get; }

    public abstract string Licence { get; }

    /// <summary>How the ids of the publisher's definitions begin: <c>oval:com.redhat.</c>.</summary>
    protected abstract ReadOnlySpan<byte> IdMark { get; }

    /// <summary>Whether the tests name binary packages rather than sources.</summary>
    protected virtual bool NamesBinaries => true;

    public bool Recognises(FeedFile file) => file.HeadContains("<oval_definitions"u8) && file.HeadContains(IdMark);

    public ValueTask ReadAsync(FeedFile file, IAdvisorySink sink, CancellationToken cancellationToken)
    {
        try
        {
            using XmlReader reader = FeedXml.Open(file.Content);
            OvalDocument document = new OvalReader(reader, Vendor, cancellationToken).Read();
            Give(document, file, sink, cancellationToken);
        }
        catch (XmlException)
        {
            sink.Add(new Problem(file.Path, "not a well-formed OVAL file; nothing of it was read"));
        }

        return ValueTask.CompletedTask;
    }

    public abstract IReadOnlyList<FeedLocation> LocationsFor(string scope);

    /// <summary>The scope of a required product; empty for one that images are not; null for a package.</summary>
    public abstract string? ScopeOfPlatform(string platform);

    /// <summary>The scope that a fixed version shows, where the criteria name no product.</summary>
    public virtual string? ScopeOfVersion(string version) => null;

    /// <summary>Whether packages of an image may be compared with <paramref name="version"/>.</summary>
    public virtual bool Takes(string version) => true;

    /// <summary>The name of the record; null when it says nothing about vulnerabilities.</summary>
    protected abstract string? NameOf(OvalDefinition definition);

    /// <summary>Another scope than the product's, for a definition about a stream of it; empty for none.</summary>
    protected virtual string ScopeOf(string scope, OvalDefinition definition) => scope;

    protected virtual AffectedStatus StatusOf(OvalDefinition definition, string package) => AffectedStatus.Affected;

    private string Vendor => Id[..Id.IndexOf('/')];

    private void Give(OvalDocument document, FeedFile file, IAdvisorySink sink, CancellationToken cancellationToken)
    {
        string part = file.Name.ToString();
        var scopes = new HashSet<string>(StringComparer.Ordinal);
        var rated = new HashSet<string>(StringComparer.Ordinal);
        var rules = new OvalRules(document, this);
        sink.Begin(new FeedPart(Id, part));
        foreach (OvalDefinition definition in document.Definitions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (NameOf(definition) is not { Length: > 0 } name)
            {
                continue;
            }

            Advisory advisory = ToAdvisory(name, definition, rules.Of(definition));
            if (rules.Missing > 0)
            {
                string record = FeedLines.Shorten(name);
                sink.Add(new Problem(file.Path, $"{record}: {rules.Missing} tests are not in the file"));
            }

            if (advisory.Affected.Count == 0)
            {
                continue;
            }

            scopes.UnionWith(advisory.Affected.Select(affected => affected.Scope));
            sink.Add(advisory);
            foreach (OvalCve cve in definition.Cves.Where(cve => cve.Id != name && rated.Add(cve.Id)))
            {
                GiveRating(cve, sink);
            }
        }

        sink.Begin(new FeedPart(Id, part) { Scopes = [.. scopes] });
    }

    // A notice is as severe as the worst it fixes; each vulnerability has a rating of its own.
    private static void GiveRating(OvalCve cve, IAdvisorySink sink)
    {
        Severity severity = SeverityWords.Parse(cve.Impact);
        if (cve.Id.Length > 0 && (severity != Severity.Unknown || cve.Cvss is not null))
        {
            sink.Add(new Advisory(cve.Id)
            {
                Severity = severity,
                Cvss = cve.Cvss is { } score ? [score] : [],
                Cwes = cve.Cwe.Split(
                    ["->", "|", "(", ")"], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            });
        }
    }

    private Advisory ToAdvisory(string name, OvalDefinition definition, IReadOnlyList<OvalRule> rules)
    {
        string[] cves =
        [
            .. definition.Cves.Select(cve => cve.Id)
                .Concat(definition.References.Select(reference => reference.Id))
                .Where(id => id != name && id.StartsWith("CVE-", StringComparison.Ordinal))
                .Distinct(StringComparer.Ordinal),
        ];
        return new Advisory(name)
        {
            Covers = cves,
            Title = definition.Title,
            Description = definition.Description,
            Severity = SeverityWords.Parse(definition.Severity),
            Published = definition.Issued,
            Modified = definition.Updated ?? definition.Issued,
            References = [.. definition.References.Select(source => source.Url).Where(url => url.Length > 0).Take(8)],
            Affected = Affected(definition, rules),
        };
    }

    private AffectedPackage[] Affected(OvalDefinition definition, IReadOnlyList<OvalRule> rules) =>
    [
        .. rules.GroupBy(rule => rule with { Scope = ScopeOf(rule.Scope, definition), Architecture = string.Empty })
            .Where(group => group.Key.Scope.Length > 0)
            .Select(group => new AffectedPackage(group.Key.Scope, group.Key.Name)
            {
                Ranges = [group.Key.Range],
                IsBinary = NamesBinaries,
                Module = group.Key.Module,
                Status = group.Key.IsNever ? AffectedStatus.NotAffected : StatusOf(definition, group.Key.Name),
                Architectures = group.Any(rule => rule.Architecture.Length == 0)
                    ? []
                    : [.. group.Select(rule => rule.Architecture).Distinct(StringComparer.Ordinal)],
            }),
    ];
}
