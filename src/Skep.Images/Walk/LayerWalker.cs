using Skep.Core;

namespace Skep.Images.Walk;

/// <summary>Walks a layer once: reads, decodes, hashes, and shows every file to the inspectors that want it.</summary>
/// <remarks>
/// Layers are hostile. What cannot be read is a <see cref="Problem"/> in the inventory, which is then not complete;
/// only a digest that does not match, a source that cannot be read, and cancellation end the walk with an exception.
/// </remarks>
public static class LayerWalker
{
    /// <exception cref="SkepException">Conflict: a digest is not the expected one. The message names both.</exception>
    public static async ValueTask<LayerWalkResult> WalkAsync(
        LayerContent content, InspectorSet inspectors, LayerWalkOptions options, CancellationToken cancellationToken)
    {
        var builder = new InventoryBuilder(inspectors, options.Limits, options.IsTargeted);
        switch (content)
        {
            case LayerContent.Blob blob:
                using (var walk = new BlobWalk(blob.Stream, inspectors, options, builder, cancellationToken))
                {
                    return await walk.RunAsync(cancellationToken);
                }

            case LayerContent.Tree tree:
                using (var walk = new TreeWalk(tree, inspectors, options, builder, cancellationToken))
                {
                    return await walk.RunAsync(cancellationToken);
                }

            default:
                throw new InvalidOperationException($"unknown layer content {content.GetType().Name}");
        }
    }
}
