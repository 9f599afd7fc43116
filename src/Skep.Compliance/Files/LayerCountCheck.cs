using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.Files;

/// <summary>How many layers an image has.</summary>
internal sealed class LayerCountCheck : ConfigCheck
{
    /// <summary>overlay2 mounts 128 at most; some are for those who build on it.</summary>
    private const int Many = 100;

    private static readonly ConfigRule TooMany = new("config/build/layers", Severity.Low, "Very many layers")
    {
        Description = "Storage drivers mount no more than 127 layers, and each costs a request to pull.",
        Advice = "Join RUN instructions that belong together, or build in stages.",
    };

    public override string Id => "config/build/layers";

    public override IReadOnlyList<ConfigRule> Rules => [TooMany];

    protected override IEnumerable<Sighting> Judge(ImageInventory image, IFileTree files) =>
        image.Layers.Count > Many ? [TooMany.Sight($"The image has {image.Layers.Count} layers.")] : [];
}
