using Skep.Images;
using Skep.Testing;

namespace Skep.Fuzz.Targets;

/// <summary>Image archives: the outer tar, manifest.json, index.json, configuration.</summary>
internal sealed class ArchiveTarget : IFuzzTarget
{
    public string Name => "archive";

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        SampleImage.Tar(SampleImage.DockerFiles((SampleImage.Small(), "a:1"))),
        SampleImage.Tar(SampleImage.OciFiles("1", SampleImage.Small())),
    ];

    public async Task RunAsync(byte[] input, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryDirectory();
        string path = folder.File("image.tar", input);
        await using IImage image = await ImageOpener.OpenAsync(
            "archive:" + path, new ImageSourceOptions(), cancellationToken);
    }
}
