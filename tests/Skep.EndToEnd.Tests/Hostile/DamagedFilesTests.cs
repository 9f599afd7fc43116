using System.Text;
using Skep.Testing;

namespace Skep.EndToEnd.Tests.Hostile;

public sealed class DamagedFilesTests : HostileContract
{
    private const int Depth = 10_000;
    private const int Damages = 40;

    [Theory]
    [InlineData("lib/apk/db/installed")]
    [InlineData("var/lib/dpkg/status")]
    [InlineData("var/lib/rpm/Packages")]
    [InlineData("var/lib/rpm/Packages.db")]
    [InlineData("var/lib/rpm/rpmdb.sqlite")]
    [InlineData("var/lib/pacman/local/bash-5.2-1/desc")]
    [InlineData("usr/lib/opkg/status")]
    [InlineData("app/package-lock.json")]
    [InlineData("app/Shop.deps.json")]
    public async Task Database_of_noise_is_survived(string name)
    {
        var noise = new Random(1);
        byte[] content = new byte[100_000];
        noise.NextBytes(content);
        Magic(name).CopyTo(content.AsSpan());
        SkepRun run = (await ScanTarAsync(new TarBuilder().File(name, content).End())).Exits(0);
        SaysSo(run);
    }

    [Fact]
    public async Task Json_nested_very_deep_is_a_problem()
    {
        string text = string.Concat(Enumerable.Repeat("{\"dependencies\":", Depth)) + "{}" + new string('}', Depth);
        SaysSo(await ScanTarAsync(new TarBuilder().File("app/package-lock.json", text).End()));
    }

    [Fact]
    public async Task Jar_in_a_jar_in_a_jar_is_a_problem_beyond_the_limit()
    {
        byte[] jar = HostileJar.Nested(Depth);
        SkepRun run = (await ScanTarAsync(new TarBuilder().File("app/outer.jar", jar).End())).Exits(0);
        Assert.Contains("nested deeper than", Assert.Single(run.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compressed_jars_in_jars_are_a_problem_beyond_the_limit()
    {
        byte[] jar = HostileJar.NestedCompressed(Depth / 100);
        SkepRun run = (await ScanTarAsync(new TarBuilder().File("app/outer.jar", jar).End())).Exits(0);
        Assert.Contains("nested deeper than", Assert.Single(run.Problems), StringComparison.Ordinal);
    }

    /// <summary>
    /// Real databases with 40 different damages each, all in one image: layers are looked into though later ones
    /// hide them.
    /// </summary>
    [Theory]
    [InlineData("alpine-3.18.9", "lib/apk/db/installed")]
    [InlineData("dpkgdb-deb12-states", "var/lib/dpkg/status")]
    [InlineData("ubi-8.6", "var/lib/rpm/Packages")]
    [InlineData("sles-15.3-bci", "usr/lib/sysimage/rpm/Packages.db")]
    [InlineData("amazonlinux-2023", "var/lib/rpm/rpmdb.sqlite")]
    [InlineData("alpine320-polyglot", "lib/apk/db/installed")]
    public async Task Real_database_that_was_damaged_is_survived(string image, string name)
    {
        var path = Core.LayerPath.Parse(name);
        byte[] database = FlattenedImage.Read(
            SharedData.Require($"corpus/images/{image}.tar.gz"), file => file == path)[path];
        await ScanDamagedAsync(name, database);
    }

    [Theory]
    [InlineData("var/lib/pacman/local/bash-5.2-1/desc", "%NAME%\nbash\n\n%VERSION%\n5.2-1\n\n%ARCH%\nx86_64\n\n")]
    [InlineData("usr/lib/opkg/status", "Package: zlib\nVersion: 1.3\nStatus: install user installed\n\n")]
    public async Task Made_database_that_was_damaged_is_survived(string name, string text) =>
        await ScanDamagedAsync(name, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(text, 50))));

    private async Task ScanDamagedAsync(string name, byte[] database)
    {
        IEnumerable<byte[]> damaged = Enumerable.Range(0, Damages).Select(seed => seed % 2 == 0
            ? Mutations.Damage(database, seed)
            : database[..new Random(seed).Next(database.Length)]);
        SkepRun run = await ScanAsync([.. damaged.Select(content => (
            HostileLayer.GzipType, HostileLayer.Gzip(new TarBuilder().File(name, content).End())))]);
        run.Exits(0);
    }

    // What makes an inspector take the file for its own and look further.
    private static byte[] Magic(string name) => Path.GetFileName(name) switch
    {
        "Packages" => [.. new byte[12], 0x61, 0x15, 0x06, 0x00],
        "Packages.db" => "RpmP"u8.ToArray(),
        "rpmdb.sqlite" => "SQLite format 3\0"u8.ToArray(),
        "desc" => "%NAME%\n"u8.ToArray(),
        "installed" => "P:musl\nV:"u8.ToArray(),
        "status" => "Package: bash\n"u8.ToArray(),
        _ => Encoding.ASCII.GetBytes("{"),
    };
}
