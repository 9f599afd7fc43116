using Skep.Core;
using Skep.Testing;

namespace Skep.Images.Tests;

public sealed class ImageOpenerTests : IDisposable
{
    private static readonly SampleImage _sample = SampleImage.Small();

    private readonly TemporaryDirectory _directory = new();

    // Nowhere to look but in empty places, and a registry on a closed port.
    private ImageSourceOptions Nowhere => new()
    {
        DockerHost = $"unix://{_directory.Path}/absent.sock",
        ContainerdRoot = _directory.Path,
        PodmanRoot = _directory.Path,
        DockerConfigDirectory = _directory.Path,
        Retries = 0,
    };

    [Fact]
    public async Task Files_and_layouts_are_opened_with_and_without_a_prefix()
    {
        string tar = _directory.File("sample.tar", SampleImage.Tar(SampleImage.DockerFiles((_sample, "sample:1"))));
        string layout = SampleImage.WriteTo(
            Path.Combine(_directory.Path, "layout"), SampleImage.OciFiles("1", _sample));

        string[] references = [tar, $"archive:{tar}", $"{tar}@sample:1", layout, $"oci:{layout}:1", $"{layout}:1"];
        foreach (string reference in references)
        {
            await using IImage image = await OpenAsync(reference);
            Assert.Equal(SampleImage.DigestOf(_sample.Config), image.Identity.ImageId.ToString());
            Assert.Equal(reference, image.Identity.Name);
        }
    }

    [Fact]
    public async Task Everything_that_was_tried_is_told()
    {
        SkepException e = await Assert.ThrowsAsync<SkepException>(() => OpenAsync("127.0.0.1:1/a/b:1"));

        Assert.Contains("127.0.0.1:1/a/b:1", e.Message, StringComparison.Ordinal);
        Assert.All(
            ["docker:", "containerd:", "podman:", "registry:"],
            source => Assert.Contains(source, e.Message, StringComparison.Ordinal));
        Assert.NotNull(e.Hint);
    }

    [Theory]
    [InlineData("/nonexistent/x.tar", ErrorKind.NotFound)]
    [InlineData("./nonexistent.tar.gz", ErrorKind.NotFound)]
    [InlineData("not an image", ErrorKind.Invalid)]
    [InlineData("", ErrorKind.Invalid)]
    public async Task Mistyped_reference_is_refused(string reference, ErrorKind kind) =>
        Assert.Equal(kind, (await Assert.ThrowsAsync<SkepException>(() => OpenAsync(reference))).Kind);

    [Fact]
    public async Task Program_that_is_named_like_an_image_is_not_taken_for_one()
    {
        string program = _directory.File("redis", "#!/bin/sh\n"u8.ToArray());
        string reference = Path.GetRelativePath(Environment.CurrentDirectory, program);
        Assert.False(Images.Sources.Archive.ArchiveFile.IsArchive(reference));

        string archive = _directory.File("nginx", SampleImage.Tar(SampleImage.DockerFiles((_sample, "sample:1"))));
        Assert.True(Images.Sources.Archive.ArchiveFile.IsArchive(archive));
        await using IImage image = await OpenAsync(archive);
        Assert.Equal(2, image.Layers.Count);
    }

    [Fact]
    public async Task Root_filesystem_is_one_layer()
    {
        await using IImage image = ImageOpener.OpenRootFilesystem(_directory.Path);
        await using LayerContent content = await image.OpenLayerAsync(
            Assert.Single(image.Layers), TestContext.Current.CancellationToken);

        var tree = Assert.IsType<LayerContent.Tree>(content);
        Assert.False(tree.IsOverlay);
        Assert.Equal("rootfs", image.Identity.Kind);
        Assert.Equal(
            ErrorKind.NotFound,
            Assert.Throws<SkepException>(() => ImageOpener.OpenRootFilesystem("/nonexistent")).Kind);
    }

    [Fact]
    public async Task Every_image_of_the_corpus_opens()
    {
        string corpus = SharedData.Require("corpus/images");
        foreach (string path in System.IO.Directory.EnumerateFiles(corpus, "*.tar.gz"))
        {
            await using IImage image = await OpenAsync(path);
            Assert.NotEmpty(image.Layers);
            Assert.True(image.Problems.Count > 0 || image.Layers.All(layer => layer.DiffId is not null), path);
        }
    }

    public void Dispose() => _directory.Dispose();

    private async Task<IImage> OpenAsync(string reference) =>
        await ImageOpener.OpenAsync(reference, Nowhere, TestContext.Current.CancellationToken);
}
