using System.Text;
using System.Text.Json;
using Skep.Testing;

namespace Skep.EndToEnd.Tests.Hostile;

public sealed class LayerTests : HostileContract
{
    // 200 cuts are made without a process each by CutLayerTests of the engine.
    private const int Cuts = 40;
    private const int CutsAtOnce = 20;
    private const int Block = 512;

    [Theory]
    [InlineData(120)]
    [InlineData(127)]
    public async Task Image_of_very_many_layers_is_read_whole(int count)
    {
        var image = new SampleImage();
        for (int i = 0; i < count; i++)
        {
            image.Layer($"RUN {i}", Samples.Module($"bee{i}", "1.0.0"));
        }

        Skep.File("image.tar", image.DockerArchive());
        Assert.Equal(count, (await SurviveAsync("archive:image.tar")).Exits(0).Packages.Count());
    }

    [Fact]
    public async Task Layer_cut_anywhere_is_a_problem_and_never_a_pass()
    {
        byte[] tar = Sample();
        byte[] gzip = HostileLayer.Gzip(tar);
        var random = new Random(20_240_506);
        foreach (int[] cuts in Enumerable.Range(0, Cuts).Chunk(CutsAtOnce))
        {
            string[] references = [.. cuts.Select(cut =>
            {
                string folder = Skep.PathOf($"cut{cut}");
                (string type, byte[] blob) = cut % 2 == 0
                    ? (HostileLayer.GzipType, gzip[..random.Next(1, gzip.Length - 8)])
                    : (
                        HostileLayer.TarType,
                        tar[..((random.Next(1, tar.Length / Block - 2) * Block) + random.Next(1, Block))]);
                Samples.WriteLayout(folder, (type, blob));
                return "oci:" + folder;
            })];
            await AllDamagedAsync(references);
        }
    }

    [Fact]
    public async Task Wrong_digest_is_reported_and_never_a_pass()
    {
        string layout = Samples.WriteLayout(Skep.PathOf("layout"), (HostileLayer.TarType, Sample()));
        byte[] other = Encoding.UTF8.GetBytes("something else, and of another length");
        File.WriteAllBytes(Path.Combine(layout, SampleImage.Blob(Sample()).Name), other);
        SaysSo((await SurviveAsync("oci:layout")).Exits(3));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-77)]
    public async Task Header_with_a_wrong_checksum_is_reported(int error)
    {
        byte[] tar = new TarBuilder()
            .Header(new TarHeaderFields("etc/motd", '0') { ChecksumError = error })
            .File("app/node_modules/beehive/package.json", Samples.Module("beehive", "1.0.0").Text)
            .End();
        SaysSo(await ScanTarAsync(tar));
    }

    // Files fill their blocks: a tar that ends between two files, or in a padding, is as good as whole.
    private static byte[] Sample()
    {
        var tar = new TarBuilder();
        var noise = new Random(7);
        for (int i = 0; i < 40; i++)
        {
            byte[] content = new byte[3 * Block];
            noise.NextBytes(content);
            (string name, string text) = Samples.Module($"bee{i}", "1.0.0");
            tar = tar.File($"usr/bin/{i}", content).File(name, text.PadRight(Block));
        }

        return tar.End();
    }

    private async Task AllDamagedAsync(string[] references)
    {
        SkepRun run = await SurviveAsync(references);
        run.Exits(3);
        int reports = 0;
        foreach (JsonElement report in run.Document.List("reports"))
        {
            reports++;
            Assert.True(report.GetProperty("coverage").List("gaps").Any(), report.ToString());
            Assert.True(report.List("problems").Any(), report.ToString());
        }

        int refused = run.Error.Split('\n').Count(line => line.StartsWith("skep: ", StringComparison.Ordinal));
        Assert.Equal(references.Length, reports + refused);
    }
}
