using Skep.Core;
using Skep.Images.Sources.Containerd;
using Skep.Testing;

namespace Skep.Images.Tests.Sources.Containerd;

/// <summary>Against the store that a containerd of the test's own wrote.</summary>
public sealed class ContainerdSourceTests : ImageSourceContract
{
    private EngineProcess? _daemon;

    private protected override IImageSource Source => new ContainerdSource();

    private protected override ImageSourceOptions Options => new() { ContainerdRoot = Root };

    private protected override string Absent => "example.com/absent:1";

    private string Root => Path.Combine(Directory.Path, "root");

    private string Database => Path.Combine(Root, "io.containerd.metadata.v1.bolt", "meta.db");

    [Fact]
    public async Task Image_is_found_in_its_namespace_only()
    {
        string reference = await PutAsync(Sample);
        await using IImage there = await OpenAsync(reference, Options with { ContainerdNamespace = "skep" });

        Assert.Equal(SampleImage.DigestOf(Sample.Manifest), there.Identity.ManifestDigest.ToString());
        Assert.Equal(
            Sample.Blobs.Select(SampleImage.DigestOf), there.Layers.Select(layer => layer.BlobDigest.ToString()));
        Assert.Equal(
            ErrorKind.NotFound, (await FailureAsync(reference, Options with { ContainerdNamespace = "other" })).Kind);
    }

    [Fact]
    public async Task Snapshots_stand_in_for_blobs_that_were_discarded()
    {
        string reference = await PutAsync(Sample, unpack: true);
        await using IImage whole = await OpenAsync(reference);
        string[] contents = await DescribeAsync(whole);
        string blobs = Path.Combine(Root, "io.containerd.content.v1.content/blobs/sha256");
        File.Delete(Path.Combine(blobs, SampleImage.DigestOf(Sample.Blobs[0])[7..]));

        await using IImage image = await OpenAsync(reference);

        Assert.All(image.Layers, layer => Assert.True(layer.IsUnpacked));
        Assert.Equal(whole.Identity.ImageId, image.Identity.ImageId);
        Assert.Equal(contents, await DescribeAsync(image));

        System.IO.Directory.Delete(
            Path.Combine(Root, "io.containerd.snapshotter.v1.overlayfs/snapshots/1/fs"), recursive: true);
        Assert.Equal(ErrorKind.NotFound, (await FailureAsync(reference)).Kind);
    }

    [Fact]
    public async Task Damaged_database_ends_in_a_clear_error_or_an_image()
    {
        string reference = await PutAsync(Sample);
        StopDaemon();
        byte[] database = await File.ReadAllBytesAsync(Database, TestContext.Current.CancellationToken);
        byte[][] samples =
        [
            .. Mutations.Truncations(database, 30), .. Enumerable.Range(0, 300).Select(
                seed => Mutations.Damage(database, seed)),
            .. Enumerable.Range(0, 300).Select(seed => Scribble(database, seed)),
        ];
        foreach (byte[] damaged in samples)
        {
            await File.WriteAllBytesAsync(Database, damaged, TestContext.Current.CancellationToken);
            try
            {
                await using IImage image = await OpenAsync(reference);
                Assert.Equal(2, image.Layers.Count);
            }
            catch (SkepException e)
            {
                Assert.True(e.Kind is ErrorKind.Invalid or ErrorKind.NotFound, e.ToString());
            }
        }
    }

    [Fact]
    public async Task Without_a_store_it_is_not_found() =>
        Assert.Contains("no containerd", (await FailureAsync("a:1")).Message, StringComparison.Ordinal);

    public override void Dispose()
    {
        StopDaemon();
        base.Dispose();
    }

    private protected override Task<string> PutAsync(SampleImage image) => PutAsync(image, unpack: false);

    private async Task<string> PutAsync(SampleImage image, bool unpack)
    {
        string state = Path.Combine(Directory.Path, "state");
        string address = Path.Combine(Directory.Path, "c.sock");
        string archive = Directory.File(
            "image.tar", SampleImage.Tar(SampleImage.OciFiles("example.com/sample:1", image)));
        string config = Directory.File(
            "config.toml", "version = 2\ndisabled_plugins = [\"io.containerd.grpc.v1.cri\"]\n"u8.ToArray());
        _daemon = await EngineProcess.StartAsync(
            "containerd",
            "containerd successfully booted",
            "--config", config, "--root", Root, "--state", state, "--address", address);
        string[] how = unpack ? [] : ["--no-unpack"];
        await EngineProcess.RunAsync(
            "ctr", ["--address", address, "--namespace", "skep", "images", "import", .. how, archive]);
        return "example.com/sample:1";
    }

    private static async Task<string[]> DescribeAsync(IImage image) =>
        [await LayerContents.DescribeAsync(image, 0), await LayerContents.DescribeAsync(image, 1)];

    // Damage inside the pages that count, where lengths and offsets stand.
    private static byte[] Scribble(byte[] database, int seed)
    {
        byte[] copy = [.. database];
        var random = new Random(seed);
        for (int i = 0; i < 20; i++)
        {
            int page = random.Next(2, Math.Max(3, copy.Length / 4096)) * 4096;
            copy[Math.Min(copy.Length - 1, page + random.Next(0, 96))] = (byte)random.Next(256);
        }

        return copy;
    }

    private void StopDaemon()
    {
        _daemon?.Dispose();
        _daemon = null;
    }
}
