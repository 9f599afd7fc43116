using Skep.Core;
using Skep.Policy.Matching;

namespace Skep.Policy.Vex;

/// <summary>What a vendor says of one vulnerability in some products: one status, for everything it names.</summary>
/// <param name="Vulnerability">The id it is about.</param>
/// <param name="Status"><c>not_affected</c>, <c>fixed</c>, <c>affected</c> or <c>under_investigation</c>.</param>
internal sealed record VexStatement(string Vulnerability, string Status)
{
    public const string NotAffected = "not_affected";
    public const string Fixed = "fixed";
    public const string Affected = "affected";
    public const string UnderInvestigation = "under_investigation";

    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Package addresses, or images that hold the subcomponents.</summary>
    public IReadOnlyList<VexProduct> Products { get; init; } = [];

    /// <summary>Why: a justification, an impact statement, a detail.</summary>
    public string Reason { get; init; } = string.Empty;

    public bool IsAbout(VulnerabilityFinding finding, ImageIdentity image)
    {
        IEnumerable<string> names = [finding.Vulnerability.Id, .. finding.Vulnerability.Aliases];
        return (names.Contains(Vulnerability, StringComparer.OrdinalIgnoreCase)
                || names.Intersect(Aliases, StringComparer.OrdinalIgnoreCase).Any())
            && Products.Any(product => product.Covers(finding.Package, image));
    }
}

/// <summary>What a statement is about: a package, or an image and perhaps certain packages in it.</summary>
internal sealed record VexProduct(IReadOnlyList<string> Purls)
{
    public IReadOnlyList<string> Subcomponents { get; init; } = [];

    public bool Covers(ImagePackage package, ImageIdentity image) =>
        Purls.Select(PurlPattern.TryParse).OfType<PurlPattern>().Any(purl =>
            purl.Type == "oci"
                ? IsImage(purl, image) && HoldsFor(package)
                : purl.Matches(package.Purl));

    private bool HoldsFor(ImagePackage package) =>
        Subcomponents.Count == 0 || Subcomponents.Any(part => Matches(part, package));

    private static bool Matches(string purl, ImagePackage package) =>
        PurlPattern.TryParse(purl)?.Matches(package.Purl) == true;

    // pkg:oci/NAME@DIGEST?repository_url=REGISTRY/PATH/NAME: what it says must agree with what was scanned.
    private static bool IsImage(PurlPattern purl, ImageIdentity image)
    {
        string[] digests = [.. image.RepoDigests.Append($"@{image.ManifestDigest}").Append($"@{image.ImageId}")];
        if (purl.Version is { Length: > 0 } digest)
        {
            return digests.Any(known => known.EndsWith("@" + digest, StringComparison.Ordinal));
        }

        string[] repositories = [.. image.RepoTags.Append(image.Name).Select(Repository)];
        return purl.Qualifier("repository_url") is { } url
            ? repositories.Any(repository => repository == url)
            : repositories.Any(repository => repository[(repository.LastIndexOf('/') + 1)..] == purl.Name);
    }

    // A colon after the last slash begins a tag, an earlier one a port.
    private static string Repository(string reference)
    {
        string name = reference.Split('@')[0];
        int colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? name[..colon] : name;
    }
}
