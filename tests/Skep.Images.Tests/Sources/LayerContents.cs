using Skep.Core;
using Skep.Images.Walk;

namespace Skep.Images.Tests.Sources;

/// <summary>
/// What a layer holds however it is kept: the walk's record of it, to be compared between a tar and a directory.
/// </summary>
internal static class LayerContents
{
    public static async Task<string> DescribeAsync(IImage image, int layer)
    {
        await using LayerContent content = await image.OpenLayerAsync(
            image.Layers[layer], TestContext.Current.CancellationToken);
        LayerWalkResult result = await LayerWalker.WalkAsync(
            content, new InspectorSet([]), new LayerWalkOptions(), TestContext.Current.CancellationToken);
        LayerInventory found = result.Inventory;
        return $"files {string.Join(' ', found.Files)}; whiteouts {string.Join(' ', found.Whiteouts)}; "
            + $"opaque {string.Join(' ', found.OpaqueDirectories)}; links {string.Join(' ', found.Links)}; "
            + $"problems {string.Join(' ', found.Problems)}";
    }
}
