using System.Text.Json.Nodes;
using Skep.Core;
using Skep.Images.Sources.Archive;
using Skep.Testing;

namespace Skep.Images.Tests.Sources.Archive;

public sealed class OciArchiveTests : ImageSourceContract
{
    private protected override IImageSource Source => new ArchiveSource();

    private protected override string Absent => Path.Combine(Directory.Path, "absent.tar");

    [Fact]
    public async Task Archive_that_shows_docker_another_image_is_refused()
    {
        SampleImage other = new SampleImage().Layer("RUN true", ("a", "b"));
        byte[] tar = SampleImage.Tar(
            [.. SampleImage.OciFiles("1", Sample), .. SampleImage.DockerFiles((other, "sample:1"))]);

        SkepException e = await FailureAsync(Directory.File("two-faced.tar", tar));

        Assert.Equal(ErrorKind.Invalid, e.Kind);
        Assert.Contains("two different images", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_manifests_of_one_image_give_its_tags_and_digests()
    {
        byte[] tar = SampleImage.Tar(
            [.. SampleImage.OciFiles("1", Sample), .. SampleImage.DockerFiles((Sample, "sample:1"))]);

        await using IImage image = await OpenAsync(Directory.File("both.tar", tar));

        Assert.Equal(["sample:1"], image.Identity.RepoTags);
        Assert.Equal(SampleImage.DigestOf(Sample.Manifest), image.Identity.ManifestDigest.ToString());
        Assert.Equal(
            Sample.Blobs.Select(SampleImage.DigestOf), image.Layers.Select(layer => layer.BlobDigest.ToString()));
    }

    [Fact]
    public async Task Image_saved_under_two_tags_is_one_image()
    {
        JsonArray entries = [.. new[] { "docker.io/library/sample:1", "docker.io/library/sample:2" }.Select(name =>
        {
            JsonObject entry = SampleImage.Describe(SampleImage.ManifestType, Sample.Manifest);
            entry["annotations"] = new JsonObject { ["io.containerd.image.name"] = name };
            return (JsonNode)entry;
        })];

        await using IImage image = await OpenAsync(
            Directory.File("tags.tar", SampleImage.Tar(SampleImage.OciFiles(entries, Sample))));

        Assert.Equal(["sample:1", "sample:2"], image.Identity.RepoTags);
    }

    private protected override Task<string> PutAsync(SampleImage image) =>
        Task.FromResult(Directory.File("sample.tar", SampleImage.Tar(SampleImage.OciFiles("1", image))));
}
