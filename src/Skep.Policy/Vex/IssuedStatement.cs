using Skep.Core;

namespace Skep.Policy.Vex;

/// <summary>What statements have in common that are written as one.</summary>
internal sealed record StatementKey(string Vulnerability, string Status)
{
    public string Notes { get; init; } = string.Empty;

    public string Justification { get; init; } = string.Empty;

    public string Impact { get; init; } = string.Empty;

    public string Action { get; init; } = string.Empty;
}

/// <summary>An image and a package in it, or a package alone where no image is known.</summary>
internal sealed record IssuedProduct(string Id, string? Subcomponent);

/// <summary>What is said of one vulnerability in scanned images.</summary>
internal sealed record IssuedStatement(StatementKey Key, IReadOnlyList<IssuedProduct> Products)
{
    private const string NotAffected = "not affected";
    private const string Fixed = "fixed";

    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Of a finding set aside: for a reason that OpenVEX knows, or as an accepted risk.</summary>
    public static IssuedStatement Of(
        ScanReport report, VulnerabilityFinding found, SuppressedFinding entry, OpenVexOptions options)
    {
        string id = found.Vulnerability.Id;
        string reason = entry.Reason;
        StatementKey key = reason switch
        {
            Fixed => new StatementKey(id, VexStatement.Fixed),
            _ when After(reason, Fixed + ":") is { } rest =>
                new StatementKey(id, VexStatement.Fixed) { Notes = rest },
            NotAffected => new StatementKey(id, VexStatement.NotAffected) { Impact = NotAffected },
            _ when After(reason, NotAffected + ":") is { } rest => Harmless(id, rest),
            _ when options.IgnoredAsNotAffected || Justification(reason) is not null => Harmless(id, reason),
            _ => new StatementKey(id, VexStatement.Affected) { Action = "the risk is accepted: " + reason },
        };
        return Of(report, found, key with { Notes = Join(key.Notes, "decided in " + entry.Source) });
    }

    /// <summary>Of a finding that nobody set aside.</summary>
    public static IssuedStatement Of(ScanReport report, VulnerabilityFinding found)
    {
        string id = found.Vulnerability.Id;
        return Of(report, found, found.Status == VulnerabilityStatus.UnderInvestigation
            ? new StatementKey(id, VexStatement.UnderInvestigation)
            : new StatementKey(id, VexStatement.Affected)
            {
                Action = found.FixedVersion is { } version
                    ? $"upgrade {found.Package.Package.Name} to {version}"
                    : "no fix is known yet",
            });
    }

    private static IssuedStatement Of(ScanReport report, VulnerabilityFinding found, StatementKey key) =>
        new(key, [Product(report.Inventory.Image, found)]) { Aliases = found.Vulnerability.Aliases };

    private static StatementKey Harmless(string id, string reason)
    {
        string? word = Justification(reason);
        return new StatementKey(id, VexStatement.NotAffected)
        {
            Justification = word ?? string.Empty,
            Impact = word is null ? reason : reason[word.Length..].Trim(' ', ':', ';', ','),
        };
    }

    // pkg:oci/NAME@DIGEST?repository_url=REGISTRY/PATH/NAME
    private static IssuedProduct Product(ImageIdentity image, VulnerabilityFinding found)
    {
        string package = found.Package.Purl;
        if ((image.ManifestDigest ?? image.ImageId) is not { } digest)
        {
            return new IssuedProduct(package, null);
        }

        string? known = image switch
        {
            { RepoDigests: [var first, ..] } => first.Split('@')[0],
            { RepoTags: [var first, ..] } => first,
            _ => null,
        };
        string repository = WithoutTag(known ?? image.Name);
        string name = repository[(repository.LastIndexOf('/') + 1)..].ToLowerInvariant();
        var url = new PackageUrl("oci", null, name.Length > 0 ? name : "image", digest.ToString())
        {
            Qualifiers = known is null ? [] : [new("repository_url", repository)],
        };
        return new IssuedProduct(url.ToString(), package.Length > 0 ? package : null);
    }

    private static string WithoutTag(string reference)
    {
        int colon = reference.LastIndexOf(':');
        return colon > reference.LastIndexOf('/') ? reference[..colon] : reference;
    }

    private static string? Justification(string reason) => VexJustification.All.FirstOrDefault(
        word => reason.StartsWith(word, StringComparison.Ordinal));

    private static string? After(string text, string beginning) =>
        text.StartsWith(beginning, StringComparison.Ordinal) ? text[beginning.Length..].Trim() : null;

    private static string Join(string first, string second) => first.Length == 0 ? second : $"{first}; {second}";
}
