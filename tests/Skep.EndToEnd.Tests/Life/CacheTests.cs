using Skep.Testing;

namespace Skep.EndToEnd.Tests.Life;

public sealed class CacheTests : IDisposable
{
    private readonly SkepCommand _skep = new();

    public void Dispose() => _skep.Dispose();

    [Fact]
    public async Task Layer_seen_before_is_not_read_again()
    {
        SampleImage image = Samples.Vulnerable();
        SampleImage.WriteTo(_skep.PathOf("layout"), SampleImage.OciFiles(refName: null, image));
        string[] scan = ["image", "oci:layout", "-f", "json", "--cache-dir", "cache"];
        SkepRun first = await _skep.RunAsync(scan);

        // Whoever opened the layer now would not find it.
        File.Delete(_skep.PathOf("layout/" + SampleImage.Blob(image.Blobs[0]).Name));
        SkepRun second = await _skep.RunAsync(scan);

        Assert.Equal(["beehive 1.0.0"], first.Exits(0).Packages);
        Assert.Equal(first.Packages, second.Exits(0).Packages);
        Assert.Empty(second.Problems);
    }

    [Fact]
    public async Task Other_cache_knows_nothing_of_it()
    {
        SampleImage image = Samples.Vulnerable();
        SampleImage.WriteTo(_skep.PathOf("layout"), SampleImage.OciFiles(refName: null, image));
        (await _skep.RunAsync("image", "oci:layout", "--cache-dir", "a")).Exits(0);
        File.Delete(_skep.PathOf("layout/" + SampleImage.Blob(image.Blobs[0]).Name));
        (await _skep.RunAsync("image", "oci:layout", "--cache-dir", "b")).Exits(3);
    }

    [Fact]
    public async Task Damaged_cache_is_as_good_as_none()
    {
        _skep.File("image.tar", Samples.Vulnerable().DockerArchive());
        string[] scan = ["image", "--input", "image.tar", "-f", "json", "--cache-dir", "cache"];
        (await _skep.RunAsync(scan)).Exits(0);
        string[] layers = Directory.GetFiles(_skep.PathOf("cache/layers"), "*", SearchOption.AllDirectories);
        Assert.NotEmpty(layers);
        Array.ForEach(layers, Halve);

        Assert.Equal(["beehive 1.0.0"], (await _skep.RunAsync(scan)).Exits(0).Packages);
    }

    [Fact]
    public async Task Imported_advisories_replace_the_starter_set()
    {
        await Samples.ImportAsync(_skep);
        SkepRun status = await _skep.RunAsync("db", "status");
        SkepRun search = await _skep.RunAsync("db", "search", "beehive");
        Assert.DoesNotContain("Only the built-in", status.Exits(0).Output, StringComparison.Ordinal);
        Assert.Contains(Samples.Id, search.Exits(0).Output, StringComparison.Ordinal);
    }

    private static void Halve(string file)
    {
        using FileStream stream = File.OpenWrite(file);
        stream.SetLength(stream.Length / 2);
    }
}
