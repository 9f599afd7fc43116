using Skep.Core;
using Skep.Secrets;

namespace Skep.Engine.Judging;

/// <summary>Takes secrets out of an inventory, so that no report can show them.</summary>
internal static class ConfigurationMask
{
    public static ImageInventory Apply(ImageInventory inventory, SecretMask mask) => inventory with
    {
        Configuration = inventory.Configuration is { } configuration ? mask.Mask(configuration) : null,
        Image = inventory.Image with
        {
            Labels = mask.Mask(new ImageConfiguration { Labels = inventory.Image.Labels }).Labels,
        },
        Layers = [.. inventory.Layers.Select(layer => layer with { Instruction = mask.Mask(layer.Instruction) })],
    };
}
