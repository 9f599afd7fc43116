using Skep.Core;

namespace Skep.Advisories.Feeds.Oval;

/// <summary>A whole OVAL file: its definitions, and the tests they refer to.</summary>
internal sealed class OvalDocument
{
    public List<OvalDefinition> Definitions { get; } = [];

    /// <summary>By id; null for a test that is not about an installed rpm package.</summary>
    public Dictionary<string, OvalTest?> Tests { get; } = new(StringComparer.Ordinal);

    /// <summary>The package names that objects stand for, by the objects' ids.</summary>
    public Dictionary<string, string> Objects { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, OvalState> States { get; } = new(StringComparer.Ordinal);
}

/// <summary>What one definition says of itself; its criteria say when it holds.</summary>
internal sealed class OvalDefinition(string id)
{
    public string Id { get; } = id;

    public string Title { get; set; } = string.Empty;

    public string Description { get; set; } = string.Empty;

    public string Severity { get; set; } = string.Empty;

    public string Patchable { get; set; } = string.Empty;

    public DateTimeOffset? Issued { get; set; }

    public DateTimeOffset? Updated { get; set; }

    public List<OvalReference> References { get; } = [];

    public List<OvalCve> Cves { get; } = [];

    public List<string> Cpes { get; } = [];

    /// <summary>Red Hat: what is going to be done about it, and for which components.</summary>
    public List<(string State, string Component)> Resolutions { get; } = [];

    public OvalNode? Criteria { get; set; }

    /// <summary>The id of the first reference to <paramref name="source"/>.</summary>
    public string? Reference(string source) =>
        References.Find(reference => reference.Source.Equals(source, StringComparison.OrdinalIgnoreCase))?.Id;
}

/// <summary>Where something is described: an erratum or a CVE.</summary>
internal sealed record OvalReference(string Source, string Id, string Url);

/// <summary>A vulnerability that a notice names, with the vendor's rating of it.</summary>
internal sealed record OvalCve(string Id, string Impact, CvssScore? Cvss, string Cwe);

/// <summary>A node of the criteria: a criterion when it names a test, otherwise all or any of its children.</summary>
internal sealed record OvalNode(bool IsAll, string Test, string Comment, IReadOnlyList<OvalNode> Children);

/// <summary>A question about an installed package.</summary>
internal sealed record OvalTest(string Object, IReadOnlyList<string> States);

/// <summary>What a package's version is compared with.</summary>
/// <param name="Field"><c>evr</c> or <c>version</c>; empty when no version is compared.</param>
internal sealed record OvalState(string Field, string Operation, string Value, string Architectures);
