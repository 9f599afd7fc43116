namespace Skep.Core;

/// <summary>How a base image was recognised.</summary>
public enum BaseEvidence
{
    /// <summary>Its layers are the lowest of this image, and it was seen before.</summary>
    Lineage,

    /// <summary>The image's own annotations name it, and its layers could not be compared.</summary>
    Annotation,
}

/// <summary>The image that this one was built on.</summary>
/// <param name="Name">As it was known when it was seen, or as the annotation says.</param>
/// <param name="Evidence">How it is known.</param>
public sealed record BaseImage(string Name, BaseEvidence Evidence)
{
    /// <summary>How many of the lowest layers are the base's; null when only its name is known.</summary>
    public int? LayerCount { get; init; }

    /// <summary>How many of the first instructions are the base's; null when only its name is known.</summary>
    public int? HistoryCount { get; init; }

    public Digest? ManifestDigest { get; init; }

    public DateTimeOffset? Created { get; init; }

    /// <summary>Since then another image was seen under the same name: the base is behind.</summary>
    public bool IsOutdated { get; init; }

    /// <summary>Whether the base brought a layer; null when that is not known.</summary>
    public bool? Has(int? layer) => LayerCount is { } count && layer is { } index ? index < count : null;

    /// <summary>Whether the base brought an instruction; null when that is not known.</summary>
    public bool? HasInstruction(int? index) => HistoryCount is { } count && index is { } line ? line < count : null;
}
