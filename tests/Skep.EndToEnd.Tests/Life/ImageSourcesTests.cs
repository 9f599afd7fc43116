using Skep.Testing;

namespace Skep.EndToEnd.Tests.Life;

public sealed class ImageSourcesTests : IDisposable
{
    private readonly SkepCommand _skep = new();

    public void Dispose() => _skep.Dispose();

    [Fact]
    public async Task Docker_archive_is_scanned()
    {
        _skep.File("image.tar", Samples.Vulnerable().DockerArchive());
        await FindsItAsync("--input", "image.tar");
    }

    [Fact]
    public async Task Archive_compressed_as_a_whole_is_scanned()
    {
        _skep.File("image.tar.gz", SampleImage.Gzip(Samples.Vulnerable().DockerArchive()));
        await FindsItAsync("--input", "image.tar.gz");
    }

    [Fact]
    public async Task Oci_archive_is_scanned()
    {
        _skep.File("image.tar", Samples.Vulnerable().OciArchive());
        await FindsItAsync("archive:image.tar");
    }

    [Fact]
    public async Task Oci_layout_is_scanned()
    {
        SampleImage.WriteTo(_skep.PathOf("layout"), SampleImage.OciFiles(refName: null, Samples.Vulnerable()));
        await FindsItAsync("oci:layout");
        await FindsItAsync("--input", "layout");
    }

    [Fact]
    public async Task Archive_is_read_from_stdin()
    {
        await Samples.ImportAsync(_skep);
        SkepRun run = await _skep.RunAsync(
            new MemoryStream(Samples.Vulnerable().DockerArchive()), "image", "--input", "-", "-f", "json");
        Assert.Equal([Samples.Id], run.Exits(0).Findings);
    }

    [Fact]
    public async Task Several_images_make_one_report()
    {
        await Samples.ImportAsync(_skep);
        _skep.File("a.tar", Samples.Vulnerable().DockerArchive("a:1"));
        _skep.File("b.tar", Samples.Clean().DockerArchive("b:1"));

        SkepRun run = await _skep.RunAsync("image", "archive:a.tar", "archive:b.tar", "-f", "json");

        Assert.Equal([1, 0], run.Exits(0).Document.List("reports").Select(r => r.List("vulnerabilities").Count()));
    }

    [Fact]
    public async Task Image_that_cannot_be_read_does_not_keep_others_from_being_reported()
    {
        await Samples.ImportAsync(_skep);
        _skep.File("a.tar", Samples.Vulnerable().DockerArchive());

        SkepRun run = await _skep.RunAsync("image", "archive:absent.tar", "archive:a.tar", "-f", "json");

        Assert.Equal([Samples.Id], run.Exits(3).Findings);
        Assert.Contains("absent.tar", run.Error, StringComparison.Ordinal);
    }

    private async Task FindsItAsync(params string[] arguments)
    {
        await Samples.ImportAsync(_skep);
        SkepRun run = await _skep.RunAsync(["image", .. arguments, "-f", "json"]);
        Assert.Equal([Samples.Id], run.Exits(0).Findings);
        Assert.Empty(run.Gaps);
    }
}
