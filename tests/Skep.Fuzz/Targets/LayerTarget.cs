using Skep.Images;
using Skep.Images.Walk;
using Skep.Packages;
using Skep.Testing;

namespace Skep.Fuzz.Targets;

/// <summary>The walk over a layer with every inspector: decoders, tar reader, whiteouts.</summary>
internal sealed class LayerTarget : IFuzzTarget
{
    private readonly InspectorSet _inspectors = new(Inspectors.All);

    public string Name => "layer";

    public IReadOnlyList<byte[]> Seeds { get; } = [.. SampleImage.Small().Tars, .. SampleImage.Small().Blobs];

    public async Task RunAsync(byte[] input, CancellationToken cancellationToken)
    {
        await using var content = new LayerContent.Blob(new MemoryStream(input));
        await LayerWalker.WalkAsync(content, _inspectors, new LayerWalkOptions(), cancellationToken);
    }
}
