using System.IO.Compression;
using System.Text;
using Skep.Testing;

namespace Skep.EndToEnd.Tests.Hostile;

public sealed class DamagedFilesTests : HostileContract
{
    private const int Depth = 10_000;

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
        byte[] jar = "innermost"u8.ToArray();
        for (int i = 0; i < Depth / 10; i++)
        {
            jar = Zip("inner.jar", jar);
        }

        SaysSo(await ScanTarAsync(new TarBuilder().File("app/outer.jar", jar).End()));
    }

    private static byte[] Zip(string name, byte[] content)
    {
        using var target = new MemoryStream();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
            entry.Write(content);
        }

        return target.ToArray();
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
