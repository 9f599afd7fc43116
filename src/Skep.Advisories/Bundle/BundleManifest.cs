using System.Text.Json.Serialization;

namespace Skep.Advisories.Bundle;

/// <summary>What a bundle says it carries.</summary>
/// <param name="Format">The version of the bundle's layout: 1.</param>
/// <param name="Schema">The version of the database's tables.</param>
/// <param name="Created">When the database was compiled.</param>
/// <param name="Size">The database's length, uncompressed.</param>
/// <param name="Sha256">The database's hash, uncompressed, in lower-case hexadecimal.</param>
public sealed record BundleManifest(
    int Format,
    int Schema,
    DateTimeOffset Created,
    long Advisories,
    long Size,
    string Sha256)
{
    public required IReadOnlyList<BundledFeed> Feeds { get; init; }
}

/// <summary>One part of a feed in a bundle.</summary>
public sealed record BundledFeed(string Feed, string Part, DateTimeOffset? Newest, DateTimeOffset? Fetched);

/// <summary>How a bundle's manifest is read and written.</summary>
[JsonSourceGenerationOptions(
    MaxDepth = 8, WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BundleManifest))]
internal sealed partial class BundleContext : JsonSerializerContext;
