using Skep.Core;

namespace Skep.Engine.Judging;

/// <summary>Takes secrets out of an inventory, so that no report can show them.</summary>
internal static class ConfigurationMask
{
    public static ImageInventory Apply(
        ImageInventory inventory, Func<ImageConfiguration, ImageConfiguration> mask, Func<string, string> maskText) =>
        inventory with
        {
            Configuration = inventory.Configuration is { } configuration ? mask(configuration) : null,
            Image = inventory.Image with
            {
                Labels = inventory.Image.Labels.ToDictionary(pair => pair.Key, pair => maskText(pair.Value)),
            },
            Layers =
            [
                .. inventory.Layers.Select(layer => layer with { Instruction = maskText(layer.Instruction) }),
            ],
        };
}
