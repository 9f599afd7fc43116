using System.Text;
using Skep.Testing;

namespace Skep.EndToEnd.Tests.Hostile;

public sealed class NameTests : HostileContract
{
    private static readonly byte[] _module = Encoding.UTF8.GetBytes(Samples.Module("beehive", "1.0.0").Text);

    [Theory]
    [InlineData("../../etc/node_modules/beehive/package.json")]
    [InlineData("/../node_modules/beehive/package.json")]
    [InlineData("a/../../../node_modules/beehive/package.json")]
    public async Task Name_that_leads_out_of_the_image_is_read_as_inside_it(string name)
    {
        SkepRun run = await ScanTarAsync(new TarBuilder().File(name, _module).End());
        Assert.All(
            run.Exits(0).Report.List("packages"),
            package => Assert.DoesNotContain(
                "..", package.GetProperty("location").GetString(), StringComparison.Ordinal));
        Assert.True(run.Packages.Any() || run.Problems.Any(), run.ToString());
    }

    [Fact]
    public async Task Absolute_name_is_a_name_in_the_image() => Assert.Equal(
        ["beehive 1.0.0"],
        (await ScanTarAsync(new TarBuilder().File("/app/node_modules/beehive/package.json", _module).End())).Packages);

    [Fact]
    public async Task Links_that_go_round_or_out_end_nowhere()
    {
        byte[] tar = new TarBuilder()
            .Symlink("etc/os-release", "../../../../../etc/os-release")
            .Symlink("var/lib/dpkg", "../dpkg")
            .Symlink("var/dpkg", "lib/dpkg")
            .Symlink("lib/apk/db/installed", "installed")
            .HardLink("usr/lib/os-release", "/../../../../usr/lib/os-release")
            .HardLink("app/package-lock.json", "app/package-lock.json")
            .Symlink("a", "a/a/a").Symlink("a/a", "..")
            .End();
        SkepRun run = (await ScanTarAsync(tar)).Exits(0);
        Assert.Empty(run.Packages);
        Assert.False(run.Report.TryGetProperty("distribution", out _), run.Output);
    }

    [Fact]
    public async Task Names_of_64_kibibytes_are_left_out_and_said()
    {
        var tar = new TarBuilder();
        for (int i = 0; i < 200; i++)
        {
            string name = string.Concat(Enumerable.Repeat($"{i}/", 16_384)) + "package.json";
            tar = i % 2 == 0
                ? tar.GnuLong('L', name).File("short", _module)
                : tar.Pax(isGlobal: false, "path", name).File("short", _module);
        }

        tar = tar.File("app/node_modules/beehive/package.json", _module);
        SkepRun run = (await ScanTarAsync(tar.End())).Exits(3);
        Assert.Equal(["beehive 1.0.0"], run.Packages);
        SaysSo(run);
    }

    [Fact]
    public async Task Database_behind_a_linked_directory_is_found()
    {
        byte[] tar = new TarBuilder()
            .File("usr/lib/os-release", Samples.OsRelease)
            .Symlink("etc/os-release", "../usr/lib/os-release")
            .Symlink("var", "usr/state")
            .File("usr/state/lib/dpkg/status", Samples.Record("bash", "5.2"))
            .End();
        Assert.Equal(["bash 5.2"], (await ScanTarAsync(tar)).Exits(0).Packages);
    }

    [Fact]
    public async Task Two_databases_in_one_image_are_both_read()
    {
        byte[] tar = new TarBuilder()
            .File("etc/os-release", Samples.OsRelease)
            .File("var/lib/dpkg/status", Samples.Record("bash", "5.2"))
            .File("lib/apk/db/installed", "P:musl\nV:1.2.5-r0\nA:x86_64\n\n")
            .End();
        Assert.Equal(["bash 5.2", "musl 1.2.5-r0"], (await ScanTarAsync(tar)).Exits(0).Packages.Order());
    }
}
