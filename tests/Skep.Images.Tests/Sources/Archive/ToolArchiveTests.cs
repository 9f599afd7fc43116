using Skep.Images.Sources.Archive;
using Skep.Testing;

namespace Skep.Images.Tests.Sources.Archive;

/// <summary>Archives as other people's tools write them.</summary>
public sealed class ToolArchiveTests : IDisposable
{
    private static readonly SampleImage _sample = SampleImage.Small();

    private readonly TemporaryDirectory _directory = new();

    [Theory]
    [InlineData("docker-archive", ":sample:1")]
    [InlineData("oci-archive", ":1")]
    public async Task Archive_of_skopeo_is_read(string transport, string name)
    {
        EngineProcess.RequireProgram("skopeo");
        string layout = SampleImage.WriteTo(
            Path.Combine(_directory.Path, "layout"), SampleImage.OciFiles("1", _sample));
        string tar = Path.Combine(_directory.Path, "x.tar");
        await EngineProcess.RunAsync(
            "skopeo", "--insecure-policy", "copy", $"oci:{layout}:1", $"{transport}:{tar}{name}");

        await using IImage image = await new ArchiveSource().OpenAsync(
            tar, new(), TestContext.Current.CancellationToken);

        Assert.Equal(SampleImage.DigestOf(_sample.Config), image.Identity.ImageId.ToString());
        Assert.Equal(_sample.Tars.Select(SampleImage.DigestOf), image.Layers.Select(layer => layer.DiffId.ToString()));
    }

    public void Dispose() => _directory.Dispose();
}
