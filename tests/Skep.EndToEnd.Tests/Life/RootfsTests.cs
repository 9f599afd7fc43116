namespace Skep.EndToEnd.Tests.Life;

public sealed class RootfsTests : IDisposable
{
    private readonly SkepCommand _skep = new();

    public void Dispose() => _skep.Dispose();

    [Fact]
    public async Task Directory_is_scanned()
    {
        await Samples.ImportAsync(_skep);
        (string name, string text) = Samples.Module("beehive", "1.0.0");
        _skep.File("root/" + name, text);
        Assert.Equal([Samples.Id], (await _skep.RunAsync("rootfs", "root", "-f", "json")).Exits(0).Findings);
    }

    [Theory]
    [InlineData("/etc/os-release", "etc/os-release")]
    [InlineData("../../outside/os-release", "etc/os-release")]
    [InlineData("../../../../../../../../../../usr/lib/os-release", "etc/os-release")]
    public async Task Link_out_of_the_directory_names_nothing_of_the_host(string target, string name)
    {
        _skep.File("outside/os-release", Samples.OsRelease);
        _skep.File("root/var/lib/dpkg/status", Samples.Record("bash", "5.2"));
        Directory.CreateDirectory(Path.GetDirectoryName(_skep.PathOf("root/" + name))!);
        File.CreateSymbolicLink(_skep.PathOf("root/" + name), target);

        SkepRun run = await _skep.RunAsync("rootfs", "root", "-f", "json");

        Assert.False(run.Exits(0).Report.TryGetProperty("distribution", out _), run.Output);
        Assert.Equal(["bash 5.2"], run.Packages);
    }

    [Fact]
    public async Task Directory_that_is_a_link_out_of_it_is_not_entered()
    {
        _skep.File("outside/node_modules/beehive/package.json", Samples.Module("beehive", "1.0.0").Text);
        Directory.CreateDirectory(_skep.PathOf("root"));
        File.CreateSymbolicLink(_skep.PathOf("root/app"), _skep.PathOf("outside"));
        Assert.Empty((await _skep.RunAsync("rootfs", "root", "-f", "json")).Exits(0).Packages);
    }
}
