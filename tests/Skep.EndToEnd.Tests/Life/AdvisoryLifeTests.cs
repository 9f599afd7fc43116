using System.Security.Cryptography;
using System.Text;

namespace Skep.EndToEnd.Tests.Life;

public sealed class AdvisoryLifeTests : IDisposable
{
    private readonly SkepCommand _skep = new();

    public void Dispose() => _skep.Dispose();

    [Fact]
    public async Task Bundle_carries_the_database_into_a_closed_network()
    {
        Keys();
        await Samples.ImportAsync(_skep);
        (await _skep.RunAsync("db", "export", "all.skepdb", "--sign-key", "skep.key")).Exits(0);

        (await _skep.RunAsync("db", "import", "all.skepdb", "--verify-key", "skep.pub", "--cache-dir", "other"))
            .Exits(0);

        _skep.File("image.tar", Samples.Vulnerable().DockerArchive());
        SkepRun scan = await _skep.RunAsync(
            "image", "--input", "image.tar", "-f", "json", "--offline", "--cache-dir", "other");
        Assert.Equal([Samples.Id], scan.Exits(0).Findings);
    }

    [Theory]
    [InlineData(600)]
    [InlineData(-2000)]
    [InlineData(0)]
    public async Task Bundle_that_was_tampered_with_is_refused_and_the_old_database_stays(int at)
    {
        Keys();
        await Samples.ImportAsync(_skep);
        (await _skep.RunAsync("db", "export", "all.skepdb", "--sign-key", "skep.key")).Exits(0);
        byte[] bundle = await File.ReadAllBytesAsync(
            _skep.PathOf("all.skepdb"), TestContext.Current.CancellationToken);
        bundle[at < 0 ? bundle.Length + at : at] ^= 1;
        _skep.File("all.skepdb", bundle);

        SkepRun import = await _skep.RunAsync("db", "import", "all.skepdb", "--verify-key", "skep.pub");

        Assert.True(import.ExitCode is 2 or 3, import.ToString());
        await StillKnowsTheSample();
    }

    [Fact]
    public async Task Bundle_of_somebody_else_is_refused()
    {
        Keys();
        await Samples.ImportAsync(_skep);
        (await _skep.RunAsync("db", "export", "all.skepdb", "--sign-key", "skep.key")).Exits(0);
        Keys();

        SkepRun import = await _skep.RunAsync(
            "db", "import", "all.skepdb", "--verify-key", "skep.pub", "--cache-dir", "other");

        Assert.True(import.ExitCode is 2 or 3, import.ToString());
        Assert.False(File.Exists(_skep.PathOf("other/db/advisories.db")));
    }

    [Theory]
    [InlineData("KILL", 137)]
    [InlineData("INT", 130)]
    [InlineData("TERM", 130)]
    public async Task Import_that_is_ended_leaves_the_old_database_and_the_next_one_works(string signal, int code)
    {
        await Samples.ImportAsync(_skep);
        _skep.File("big/epss.csv", Probabilities(600_000));
        bool IsWriting() => Directory.GetFiles(_skep.PathOf(".cache"), "*.new", SearchOption.AllDirectories).Length > 0;

        SkepRun ended = await _skep.SignalAsync(signal, IsWriting, "db", "import", "big");

        ended.Exits(code);
        await StillKnowsTheSample();
        _skep.File("big/epss.csv", Probabilities(10));
        (await _skep.RunAsync("db", "import", "big")).Exits(0);
        await StillKnowsTheSample();
        Assert.Empty(Directory.GetFiles(_skep.PathOf(".cache"), "*.new*", SearchOption.AllDirectories));
    }

    private static string Probabilities(int count)
    {
        var text = new StringBuilder("#model_version:v1,score_date:2026-11-20T00:00:00+0000\ncve,epss,percentile\n");
        for (int i = 0; i < count; i++)
        {
            text.Append("CVE-2024-").Append(100_000 + i).Append(",0.5,0.5\n");
        }

        return text.ToString();
    }

    private async Task StillKnowsTheSample() =>
        Assert.Contains(
            Samples.Id, (await _skep.RunAsync("db", "search", "beehive")).Exits(0).Output, StringComparison.Ordinal);

    private void Keys()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _skep.File("skep.key", key.ExportECPrivateKeyPem());
        _skep.File("skep.pub", key.ExportSubjectPublicKeyInfoPem());
    }
}
