namespace Skep.Core;

/// <summary>Something seen in a layer, where the image shows it.</summary>
public sealed record Placed<T>(T What)
{
    /// <summary>The layer that brought it; null for a root filesystem or an SBOM.</summary>
    public int? LayerIndex { get; init; }

    /// <summary>A later layer deleted or replaced it, but it is still shipped.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>The OS package that owns the file, as <c>ecosystem:name</c>; null when none does.</summary>
    public string? OwnedBy { get; init; }
}
