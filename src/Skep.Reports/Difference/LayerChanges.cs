using Skep.Core;

namespace Skep.Reports.Difference;

/// <summary>Finds the layers that only one of two images has.</summary>
internal static class LayerChanges
{
    public static IReadOnlyList<LayerChange> Between(ImageInventory before, ImageInventory after)
    {
        HashSet<Digest> left = [.. Digests(before)];
        HashSet<Digest> right = [.. Digests(after)];
        return
        [
            .. before.Layers.Where(layer => !IsIn(right, layer)).Select(layer => Change(layer, isAdded: false)),
            .. after.Layers.Where(layer => !IsIn(left, layer)).Select(layer => Change(layer, isAdded: true)),
        ];
    }

    // An archive may know other digests of a layer than a registry does: one in common is enough.
    private static IEnumerable<Digest> Digests(ImageInventory inventory) =>
        inventory.Layers.SelectMany(layer => new[] { layer.DiffId, layer.Digest }).OfType<Digest>();

    private static bool IsIn(HashSet<Digest> digests, LayerSummary layer) =>
        (layer.DiffId is { } diff && digests.Contains(diff)) || (layer.Digest is { } blob && digests.Contains(blob));

    private static LayerChange Change(LayerSummary layer, bool isAdded) =>
        new(isAdded, layer.Instruction, layer.Statistics.Bytes);
}
