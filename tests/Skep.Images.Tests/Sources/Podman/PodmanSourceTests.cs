using Skep.Core;
using Skep.Images.Sources.Archive;
using Skep.Images.Sources.Podman;
using Skep.Testing;

namespace Skep.Images.Tests.Sources.Podman;

/// <summary>Against storage that skopeo, built on the same library as Podman, wrote.</summary>
public sealed class PodmanSourceTests : IDisposable
{
    private static readonly SampleImage _sample = SampleImage.Small()
        .Layer("RUN rm", ("bin/.wh.tool", ""), ("etc/.wh..wh..opq", ""), ("etc/new", "x"));

    private readonly TemporaryDirectory _directory = new();

    private string Root => Path.Combine(_directory.Path, "storage");

    private ImageSourceOptions Options => new() { PodmanRoot = Root };

    [Theory]
    [InlineData("example.com/sample:1")]
    [InlineData("id")]
    public async Task Layers_are_read_where_podman_keeps_them(string reference)
    {
        await PutAsync();
        string id = SampleImage.DigestOf(_sample.Config);
        await using IImage image = await OpenAsync(reference == "id" ? id[7..19] : reference);

        Assert.Equal(id, image.Identity.ImageId.ToString());
        Assert.Equal(["example.com/sample:1"], image.Identity.RepoTags);
        Assert.Equal(
            ["ADD file:abc in /", "RUN apk add curl", "RUN rm"], image.Layers.Select(layer => layer.Instruction));
        await using IImage archive = await OpenArchiveAsync();
        for (int i = 0; i < image.Layers.Count; i++)
        {
            Assert.True(image.Layers[i].IsUnpacked);
            Assert.Equal(await LayerContents.DescribeAsync(archive, i), await LayerContents.DescribeAsync(image, i));
        }
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        Assert.Equal(ErrorKind.NotFound, (await Assert.ThrowsAsync<SkepException>(() => OpenAsync("absent:1"))).Kind);
        await PutAsync();
        Assert.Equal(ErrorKind.NotFound, (await Assert.ThrowsAsync<SkepException>(() => OpenAsync("absent:1"))).Kind);
    }

    [Fact]
    public async Task Chain_of_layers_that_does_not_fit_the_configuration_is_refused()
    {
        await PutAsync();
        string list = Path.Combine(Root, "overlay-layers/layers.json");
        string text = await File.ReadAllTextAsync(list, TestContext.Current.CancellationToken);
        string exchanged = text.Replace(
            SampleImage.DigestOf(_sample.Tars[0]), SampleImage.DigestOf([]), StringComparison.Ordinal);
        await File.WriteAllTextAsync(list, exchanged, TestContext.Current.CancellationToken);

        Assert.Equal(
            ErrorKind.Invalid, (await Assert.ThrowsAsync<SkepException>(() => OpenAsync("example.com/sample:1"))).Kind);
    }

    public void Dispose() => _directory.Dispose();

    private async Task<IImage> OpenAsync(string reference) =>
        await new PodmanSource().OpenAsync(reference, Options, TestContext.Current.CancellationToken);

    private async Task<IImage> OpenArchiveAsync()
    {
        string tar = _directory.File("sample.tar", SampleImage.Tar(SampleImage.DockerFiles((_sample, "sample:1"))));
        return await new ArchiveSource().OpenAsync(tar, new(), TestContext.Current.CancellationToken);
    }

    private async Task PutAsync()
    {
        EngineProcess.RequireProgram("skopeo");
        if (Environment.UserName != "root")
        {
            Absent.SkipOrFail("containers-storage needs root here");
        }

        string layout = SampleImage.WriteTo(
            Path.Combine(_directory.Path, "layout"), SampleImage.OciFiles("1", _sample));
        string run = Path.Combine(_directory.Path, "run");
        string target = $"containers-storage:[overlay@{Root}+{run}]example.com/sample:1";
        await EngineProcess.RunAsync("skopeo", "--insecure-policy", "copy", $"oci:{layout}:1", target);

        // The storage library binds this directory to itself and leaves it so.
        string mounts = await File.ReadAllTextAsync("/proc/mounts", TestContext.Current.CancellationToken);
        if (mounts.Contains($" {Root}/overlay ", StringComparison.Ordinal))
        {
            await EngineProcess.RunAsync("umount", $"{Root}/overlay");
        }
    }
}
