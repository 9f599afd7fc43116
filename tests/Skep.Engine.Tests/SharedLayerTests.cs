using Skep.Core;
using Skep.Testing;

namespace Skep.Engine.Tests;

/// <summary>One layer in several images of a call, some of which cannot give it.</summary>
public sealed class SharedLayerTests
{
    private static readonly byte[] _layer = new TarBuilder().File("var/lib/dpkg/status", SampleArchive.Shell).End();

    [Fact]
    public async Task Image_that_has_the_layer_does_not_fail_with_one_that_lacks_it()
    {
        using var folder = new TemporaryDirectory();
        using ImageInventories reader = SampleArchive.Reader();
        SampleImage image = SampleArchive.Of(_layer);
        (string Name, byte[] Content)[] files = SampleImage.OciFiles("1", image);
        string missing = SampleImage.Blob(image.Blobs[0]).Name;
        string whole = "oci:" + SampleImage.WriteTo(Path.Combine(folder.Path, "whole"), files);
        string broken = "oci:" + SampleImage.WriteTo(
            Path.Combine(folder.Path, "broken"), files.Where(file => file.Name != missing));

        await Assert.ThrowsAsync<SkepException>(() => ReadAsync(reader, broken));
        Assert.Equal(["bash 5.2"], SampleArchive.Packages(await ReadAsync(reader, whole)));
    }

    [Fact]
    public async Task Altered_layer_of_one_archive_is_not_taken_for_the_layer_of_another()
    {
        using var folder = new TemporaryDirectory();
        using ImageInventories reader = SampleArchive.Reader();
        SampleImage image = SampleArchive.Of(_layer);
        byte[] altered = [.. _layer];
        altered.AsSpan().Replace((byte)'5', (byte)'4');
        string bad = "archive:" + folder.File("bad.tar", SampleImage.Tar([.. SampleImage
            .DockerFiles((image, "sample:1"))
            .Select(file => file.Name.EndsWith("layer.tar") ? (file.Name, altered) : file)]));
        string good = SampleArchive.Write(folder, "good.tar", image);

        Assert.NotEmpty((await ReadAsync(reader, bad)).Problems);
        ImageInventory read = await ReadAsync(reader, good);
        Assert.Empty(read.Problems);
        Assert.Equal(["bash 5.2"], SampleArchive.Packages(read));
    }

    private static Task<ImageInventory> ReadAsync(ImageInventories reader, string reference) =>
        reader.ReadAsync(reference, null, TestContext.Current.CancellationToken);
}
