using Skep.Core;
using Skep.Testing;

namespace Skep.Engine.Tests;

/// <summary>A layer that ends at any of 200 random places: said, never taken for whole.</summary>
public sealed class CutLayerTests
{
    private const int Cuts = 200;
    private const int Block = 512;
    private const int Modules = 40;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Layer_cut_anywhere_is_a_problem_and_what_was_before_it_is_found(bool isCompressed)
    {
        byte[] tar = Layer();
        byte[] blob = isCompressed ? SampleImage.Gzip(tar) : tar;
        var random = new Random(20_240_506);
        using var folder = new TemporaryDirectory();

        // Digests would find every cut; here the layer itself must.
        using ImageInventories reader = SampleArchive.Reader(noVerify: true);
        for (int i = 0; i < Cuts; i++)
        {
            // What follows the last file, two blocks of zeros, may be missing; a tar may end between two files.
            int at = isCompressed ? random.Next(1, blob.Length - 8) : random.Next(1, (tar.Length / Block) - 2) * Block;
            byte[] cut = blob[..(at + (isCompressed ? 0 : random.Next(1, Block)))];

            ImageInventory image = await reader.ReadAsync(
                SampleArchive.Write(folder, "cut.tar", SampleArchive.Of(cut)),
                null,
                TestContext.Current.CancellationToken);

            Assert.True(image.Problems.Count > 0, $"cut {i} at byte {cut.Length} of {blob.Length}");
            Assert.InRange(SampleArchive.Packages(image).Length, 0, Modules);
        }
    }

    // Files fill their blocks, so that no cut falls into a padding.
    private static byte[] Layer()
    {
        var tar = new TarBuilder();
        var noise = new Random(7);
        for (int i = 0; i < Modules; i++)
        {
            byte[] content = new byte[3 * Block];
            noise.NextBytes(content);
            string manifest = $$"""{"name":"bee{{i}}","version":"1.0.0"}""";
            tar.File($"usr/bin/{i}", content).File($"app/node_modules/bee{i}/package.json", manifest.PadRight(Block));
        }

        return tar.End();
    }
}
