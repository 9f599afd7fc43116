using Skep.Core;

namespace Skep.Images.Walk;

/// <summary>What one walk over a layer gave.</summary>
public sealed record LayerWalkResult
{
    public required LayerInventory Inventory { get; init; }

    /// <summary>What the stored blob hashes to; null for directories and where hashing was switched off.</summary>
    public Digest? BlobDigest { get; init; }

    /// <summary>
    /// What the uncompressed tar hashes to; null unless it was asked for and the whole tar could be read.
    /// </summary>
    public Digest? DiffId { get; init; }

    /// <summary>
    /// Whether everything was seen: the layer was read to its end within the limits and no inspector failed. Only
    /// such an inventory may be cached.
    /// </summary>
    public required bool IsComplete { get; init; }

    /// <summary>
    /// Files of this layer that hard links give a further path, which somebody wants: pass them as
    /// <see cref="LayerWalkOptions.Also"/> to a second walk over the same layer, and <see cref="Merge"/> its result.
    /// </summary>
    public IReadOnlyDictionary<LayerPath, IReadOnlyList<LayerPath>> Pending { get; init; } = Nothing;

    internal static IReadOnlyDictionary<LayerPath, IReadOnlyList<LayerPath>> Nothing { get; } =
        new Dictionary<LayerPath, IReadOnlyList<LayerPath>>();

    /// <summary>This result with the findings of a targeted second walk added.</summary>
    public LayerWalkResult Merge(LayerWalkResult targeted) => this with
    {
        Inventory = Inventory.WithFindingsOf(targeted.Inventory),
        IsComplete = IsComplete && targeted.IsComplete,
        Pending = Nothing,
    };
}
