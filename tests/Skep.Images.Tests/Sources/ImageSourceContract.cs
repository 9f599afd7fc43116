using System.IO.Compression;
using Skep.Core;
using Skep.Testing;

namespace Skep.Images.Tests.Sources;

/// <summary>What every image source promises. Inherit it and put the sample image where the source finds it.</summary>
public abstract class ImageSourceContract : IDisposable
{
    private protected TemporaryDirectory Directory { get; } = new();

    private protected abstract IImageSource Source { get; }

    private protected virtual ImageSourceOptions Options => new();

    private protected static SampleImage Sample { get; } = SampleImage.Small();

    /// <summary>Puts the sample where the source finds it and returns the reference.</summary>
    private protected abstract Task<string> PutAsync(SampleImage image);

    /// <summary>A well-formed reference to an image that is not there.</summary>
    private protected abstract string Absent { get; }

    [Fact]
    public async Task Sample_is_opened_with_what_its_configuration_says()
    {
        await using IImage image = await OpenAsync(await PutAsync(Sample));

        Assert.Equal(SampleImage.DigestOf(Sample.Config), image.Identity.ImageId.ToString());
        Assert.Equal("linux/amd64", image.Identity.Platform);
        Assert.Equal("Skep", image.Identity.Labels["maintainer"]);
        Assert.Equal(new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero), image.Identity.Created);
        Assert.Equal([0, 1], image.Layers.Select(layer => layer.Index));
        Assert.Equal(["ADD file:abc in /", "RUN apk add curl"], image.Layers.Select(layer => layer.Instruction));
        Assert.Equal(Sample.Tars.Select(SampleImage.DigestOf), image.Layers.Select(layer => layer.DiffId?.ToString()));
    }

    [Fact]
    public async Task Layers_are_read_side_by_side_and_match_what_they_are_named_by()
    {
        await using IImage image = await OpenAsync(await PutAsync(Sample));
        byte[][] contents = await Task.WhenAll(image.Layers.Select(layer => ReadAsync(image, layer)));

        for (int i = 0; i < contents.Length; i++)
        {
            if (image.Layers[i].BlobDigest is { } digest)
            {
                Assert.Equal(digest.ToString(), SampleImage.DigestOf(contents[i]));
            }

            Assert.Equal(SampleImage.DigestOf(Sample.Tars[i]), SampleImage.DigestOf(Plain(contents[i])));
        }
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await PutAsync(Sample);
        SkepException e = await Assert.ThrowsAsync<SkepException>(() => OpenAsync(Absent));
        Assert.Equal(ErrorKind.NotFound, e.Kind);
    }

    [Fact]
    public void Identity_is_a_lower_case_word() => Assert.Matches("^[a-z]+$", Source.Id);

    public virtual void Dispose()
    {
        Directory.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task<IImage> OpenAsync(string reference, ImageSourceOptions? options = null) =>
        await Source.OpenAsync(reference, options ?? Options, TestContext.Current.CancellationToken);

    private protected async Task<SkepException> FailureAsync(string reference, ImageSourceOptions? options = null) =>
        await Assert.ThrowsAsync<SkepException>(() => OpenAsync(reference, options));

    private protected static async Task<byte[]> ReadAsync(IImage image, ImageLayer layer)
    {
        await using LayerContent content = await image.OpenLayerAsync(layer, TestContext.Current.CancellationToken);
        var blob = Assert.IsType<LayerContent.Blob>(content);
        using var copy = new MemoryStream();
        await blob.Stream.CopyToAsync(copy, TestContext.Current.CancellationToken);
        return copy.ToArray();
    }

    private static byte[] Plain(byte[] blob)
    {
        if (blob is not [0x1f, 0x8b, ..])
        {
            return blob;
        }

        using var plain = new MemoryStream();
        new GZipStream(new MemoryStream(blob), CompressionMode.Decompress).CopyTo(plain);
        return plain.ToArray();
    }
}
