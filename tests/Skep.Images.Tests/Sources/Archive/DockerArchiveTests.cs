using System.Formats.Tar;
using System.Text;
using Skep.Core;
using Skep.Images.Sources.Archive;
using Skep.Testing;

namespace Skep.Images.Tests.Sources.Archive;

public sealed class DockerArchiveTests : ImageSourceContract
{
    private protected override IImageSource Source => new ArchiveSource();

    private protected override string Absent => Path.Combine(Directory.Path, "absent.tar");

    [Fact]
    public async Task Tags_are_kept_and_no_blob_digest_is_claimed()
    {
        await using IImage image = await OpenAsync(await PutAsync(Sample));

        Assert.Equal(["sample:1"], image.Identity.RepoTags);
        Assert.All(image.Layers, layer => Assert.Null(layer.BlobDigest));
        Assert.Equal(Sample.Tars.Select(tar => (long?)tar.Length), image.Layers.Select(layer => layer.Size));
    }

    [Theory]
    [InlineData("other:2")]
    [InlineData("docker.io/library/other:2")]
    public async Task One_of_several_images_is_chosen_by_its_tag(string name)
    {
        SampleImage other = new SampleImage().Layer("RUN true", ("a", "b"));
        string path = Directory.File(
            "two.tar", SampleImage.Tar(SampleImage.DockerFiles((Sample, "sample:1"), (other, "other:2"))));

        await using IImage byAt = await OpenAsync($"{path}@{name}");
        await using IImage byColon = await OpenAsync($"{path}:{name}");

        Assert.Equal(SampleImage.DigestOf(other.Config), byAt.Identity.ImageId.ToString());
        Assert.Equal(byAt.Identity.ImageId, byColon.Identity.ImageId);
    }

    [Fact]
    public async Task Several_images_without_a_choice_are_listed()
    {
        SampleImage other = new SampleImage().Layer("RUN true", ("a", "b"));
        string path = Directory.File(
            "two.tar", SampleImage.Tar(SampleImage.DockerFiles((Sample, "sample:1"), (other, "other:2"))));

        SkepException e = await FailureAsync(path);

        Assert.Equal(ErrorKind.Invalid, e.Kind);
        Assert.Contains("sample:1, other:2", e.Message, StringComparison.Ordinal);
        SkepException absent = await FailureAsync($"{path}@third:3");
        Assert.Equal(ErrorKind.NotFound, absent.Kind);
        Assert.Contains("sample:1, other:2", absent.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Layers_may_be_links_to_layers_of_another_image()
    {
        (string Name, byte[] Content)[] files = SampleImage.DockerFiles((Sample, "sample:1"));
        using var tar = new MemoryStream();
        await using (var writer = new TarWriter(tar, TarEntryFormat.Pax, leaveOpen: true))
        {
            await writer.WriteEntryAsync(
                SampleImage.Entry(TarEntryType.SymbolicLink, files[0].Name, link: "../elsewhere/layer.tar"), default);
            await writer.WriteEntryAsync(
                SampleImage.Entry(TarEntryType.RegularFile, "elsewhere/layer.tar", files[0].Content), default);
            await writer.WriteEntryAsync(
                SampleImage.Entry(TarEntryType.RegularFile, "hard.tar", files[1].Content), default);
            await writer.WriteEntryAsync(
                SampleImage.Entry(TarEntryType.HardLink, files[1].Name, link: "hard.tar"), default);
            foreach ((string name, byte[] content) in files[2..])
            {
                await writer.WriteEntryAsync(SampleImage.Entry(TarEntryType.RegularFile, name, content), default);
            }
        }

        await using IImage image = await OpenAsync(Directory.File("links.tar", tar.ToArray()));
        Assert.Equal(Sample.Tars[0], await ReadAsync(image, image.Layers[0]));
        Assert.Equal(Sample.Tars[1], await ReadAsync(image, image.Layers[1]));
    }

    [Fact]
    public async Task Compressed_archives_are_read_as_well()
    {
        byte[] tar = SampleImage.Tar(SampleImage.DockerFiles((Sample, "sample:1")));
        byte[] twoMembers = [.. SampleImage.Gzip(tar[..1000]), .. SampleImage.Gzip(tar[1000..])];
        using var zstd = new ZstdSharp.Compressor();

        foreach (byte[] packed in new[] { SampleImage.Gzip(tar), twoMembers, zstd.Wrap(tar).ToArray() })
        {
            await using IImage image = await OpenAsync(Directory.File("packed", packed));
            Assert.Equal(Sample.Tars[1], await ReadAsync(image, image.Layers[1]));
        }
    }

    [Fact]
    public async Task What_unpacks_beyond_the_limit_is_refused()
    {
        string path = Directory.File("bomb.tar.gz", SampleImage.Gzip(new byte[4 << 20]));
        SkepException e = await FailureAsync(path, Options with { MaxTemporarySize = ByteSize.Mebibytes(1) });

        Assert.Equal(ErrorKind.Invalid, e.Kind);
        Assert.Contains("1 MiB", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_configuration_is_named_by_its_digest()
    {
        (string Name, byte[] Content)[] files = SampleImage.DockerFiles((Sample, "sample:1"));
        int config = Array.FindIndex(files, file => file.Name.EndsWith(".json", StringComparison.Ordinal));
        files[config].Content = [.. files[config].Content, (byte)'\n'];

        SkepException e = await FailureAsync(Directory.File("bad.tar", SampleImage.Tar(files)));

        Assert.Equal(ErrorKind.Invalid, e.Kind);
        Assert.Contains(SampleImage.DigestOf(Sample.Config), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_layer_is_named()
    {
        (string Name, byte[] Content)[] files = SampleImage.DockerFiles((Sample, "sample:1"));
        SkepException e = await FailureAsync(Directory.File("bad.tar", SampleImage.Tar(files[1..])));

        Assert.Equal(ErrorKind.Invalid, e.Kind);
        Assert.Contains(files[0].Name, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[{\"Config\":\"../../etc/passwd\",\"Layers\":[]}]")]
    [InlineData("[{\"Config\":\"a.json\",\"config\":\"b.json\",\"Layers\":[]}]")]
    [InlineData("[{\"Config\":7}]")]
    [InlineData("{}")]
    [InlineData("[]")]
    public async Task Absurd_manifest_is_refused(string manifest)
    {
        byte[] tar = SampleImage.Tar(("manifest.json", Encoding.UTF8.GetBytes(manifest)));
        SkepException e = await FailureAsync(Directory.File("absurd.tar", tar));
        Assert.True(e.Kind is ErrorKind.Invalid or ErrorKind.NotFound);
    }

    [Fact]
    public async Task Links_that_go_in_circles_lead_nowhere()
    {
        using var tar = new MemoryStream();
        await using (var writer = new TarWriter(tar, TarEntryFormat.Pax, leaveOpen: true))
        {
            await writer.WriteEntryAsync(
                SampleImage.Entry(TarEntryType.SymbolicLink, "manifest.json", link: "b"), default);
            await writer.WriteEntryAsync(
                SampleImage.Entry(TarEntryType.SymbolicLink, "b", link: "manifest.json"), default);
        }

        SkepException e = await FailureAsync(Directory.File("loop.tar", tar.ToArray()));
        Assert.Contains("no image archive", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Truncated_and_damaged_archives_end_in_a_clear_error_or_an_image()
    {
        byte[] tar = SampleImage.Tar(SampleImage.DockerFiles((Sample, "sample:1")));
        IEnumerable<byte[]> damaged = Enumerable.Range(0, 200).Select(seed => Mutations.Damage(tar, seed));
        foreach (byte[] bytes in Mutations.Truncations(tar, 200).Concat(damaged))
        {
            try
            {
                await using IImage image = await OpenAsync(Directory.File("cut.tar", bytes));
                Assert.Equal(2, image.Layers.Count);
            }
            catch (SkepException e)
            {
                Assert.True(e.Kind is ErrorKind.Invalid or ErrorKind.NotFound, e.ToString());
            }
        }
    }

    private protected override Task<string> PutAsync(SampleImage image) =>
        Task.FromResult(Directory.File("sample.tar", SampleImage.Tar(SampleImage.DockerFiles((image, "sample:1")))));
}
