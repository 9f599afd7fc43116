using System.Text;
using Skep.Testing;

namespace Skep.EndToEnd.Tests.Hostile;

public sealed class BombTests : HostileContract
{
    private const long Huge = 3L << 30;

    [Theory]
    [InlineData("lib/apk/db/installed")]
    [InlineData("var/lib/dpkg/status")]
    [InlineData("app/package-lock.json")]
    public async Task Gzip_bomb_in_place_of_a_file_that_is_read_is_a_problem(string name)
    {
        byte[] bomb = HostileLayer.GzipBomb(HostileLayer.FileHeader(name, Huge), Huge + 1024);
        SaysSo(await ScanAsync((HostileLayer.GzipType, bomb)));
    }

    [Fact]
    public async Task Zstd_bomb_in_place_of_a_file_that_is_read_is_a_problem()
    {
        byte[] bomb = HostileLayer.ZstdBomb(HostileLayer.FileHeader("lib/apk/db/installed", Huge), Huge + 1024);
        SaysSo(await ScanAsync((HostileLayer.ZstdType, bomb)));
    }

    [Fact]
    public async Task Header_that_promises_ten_gigabytes_which_never_come_is_a_problem()
    {
        byte[] tar = [.. HostileLayer.FileHeader("var/lib/dpkg/status", 10L << 30), .. new byte[4096]];
        SaysSo(await ScanAsync((HostileLayer.GzipType, HostileLayer.Gzip(tar))));
        SaysSo(await ScanTarAsync(tar));
    }

    [Fact]
    public async Task Million_entries_do_not_cost_memory()
    {
        SkepRun run = await ScanAsync((HostileLayer.GzipType, HostileLayer.ManyEntries(1_000_000)));
        Assert.Equal(1_000_000, run.Report.GetProperty("coverage").GetProperty("files").GetInt32());
    }

    [Fact]
    public async Task Million_files_that_somebody_wants_do_not_cost_memory() =>
        SaysSo(await ScanAsync((HostileLayer.GzipType, HostileLayer.ManyEntries(1_000_000, ".jar"))));

    [Fact]
    public async Task Sparse_file_of_ten_gigabytes_is_a_problem_where_it_is_wanted() =>
        SaysSo(await ScanTarAsync(new TarBuilder()
            .Pax(isGlobal: false, "GNU.sparse.size", "10737418240", "GNU.sparse.map", "10737418238,2")
            .File("var/lib/rpm/Packages", "ab").End()));

    [Fact]
    public async Task Huge_manifest_is_refused()
    {
        byte[] manifest = Encoding.UTF8.GetBytes("[" + new string(' ', 64 << 20) + "]");
        Skep.File("image.tar", SampleImage.Tar(("manifest.json", manifest)));
        Assert.Empty((await SurviveAsync("archive:image.tar")).Exits(3).Output);
    }

    [Fact]
    public async Task Manifest_of_very_many_images_and_layers_is_survived()
    {
        string layers = string.Join(",", Enumerable.Repeat("\"a/layer.tar\"", 200_000));
        byte[] manifest = Encoding.UTF8.GetBytes(
            $$"""[{"Config":"c.json","RepoTags":["a:1"],"Layers":[{{layers}}]}]""");
        Skep.File("image.tar", SampleImage.Tar(("manifest.json", manifest), ("c.json", "{}"u8.ToArray())));
        (await SurviveAsync("archive:image.tar")).Exits(3);
    }
}
