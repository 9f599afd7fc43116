using Skep.Core;
using Skep.Images.Sources.Archive;
using Skep.Images.Walk;
using Skep.Testing;

namespace Skep.Images.Tests.Walk;

public sealed class CorpusWalkTests
{
    private static readonly string[] Wanted =
        ["**/package.json", "lib/apk/db/installed", "usr/lib/os-release", "etc/os-release"];

    [Fact]
    public async Task Every_real_layer_is_read_whole_and_its_diff_id_is_right()
    {
        string images = SharedData.Require("corpus/images");
        var files = new DirectoryInfo(images).EnumerateFiles("*.tar.gz").Where(file => file.Length < 3_000_000);
        foreach (string file in files.Select(file => file.FullName))
        {
            // Fixtures that were thinned out and kept the digests of the layers they were made of.
            if (Path.GetFileName(file).StartsWith("fx-snyk-", StringComparison.Ordinal))
            {
                continue;
            }

            foreach (LayerWalkResult layer in await WalkAll(file))
            {
                Assert.True(layer.IsComplete, file);
                Assert.Empty(layer.Inventory.Problems);
                Assert.NotNull(layer.DiffId);
            }
        }
    }

    [Fact]
    public async Task Names_of_the_tricky_image_are_understood()
    {
        IReadOnlyList<LayerWalkResult> layers = await WalkAll(SharedData.Require("corpus/images/tricky-names.tar.gz"));

        string[] paths = [.. layers.SelectMany(layer => layer.Inventory.Packages).Select(package => package.Location)];
        Assert.Contains("abs/package.json", paths);
        Assert.Contains("uni/ä你😀/package.json", paths);
        Assert.Contains("bad/package.json", paths);
        Assert.Contains(paths, path => path.StartsWith("d/n000-", StringComparison.Ordinal) && path.Length > 560);
    }

    [Fact]
    public async Task Links_of_the_tricky_image_are_understood()
    {
        IReadOnlyList<LayerWalkResult> layers = await WalkAll(SharedData.Require("corpus/images/tricky-links.tar.gz"));

        Assert.Equal(
            ["app/a/package.json", "app/b/package.json"],
            layers[1].Inventory.Packages.Select(package => package.Location));
        Assert.Contains(new LayerLink(LayerPath.Parse("lib"), "usr/lib", IsHard: false), layers[0].Inventory.Links);
        Assert.Equal(9, layers[1].Inventory.Links.Count);
    }

    [Fact]
    public async Task Whiteouts_of_the_tricky_image_are_understood()
    {
        IReadOnlyList<LayerWalkResult> layers = await WalkAll(
            SharedData.Require("corpus/images/tricky-whiteouts.tar.gz"));

        LayerInventory deleting = layers[2].Inventory;
        Assert.Equal(
            ["app/node_modules/minimist", "srv/x", "usr/neverwas"], deleting.Whiteouts.Select(path => path.ToString()));
        Assert.Equal(["opt/cache"], deleting.OpaqueDirectories.Select(path => path.ToString()));
    }

    private static async Task<IReadOnlyList<LayerWalkResult>> WalkAll(string archive)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await using IImage image = await new ArchiveSource().OpenAsync(
            archive, new ImageSourceOptions(), cancellationToken);
        var results = new List<LayerWalkResult>();
        foreach (ImageLayer layer in image.Layers)
        {
            await using LayerContent content = await image.OpenLayerAsync(layer, cancellationToken);
            var options = new LayerWalkOptions { ExpectedBlobDigest = layer.BlobDigest, ExpectedDiffId = layer.DiffId };
            results.Add(await LayerWalker.WalkAsync(content, Walking.Probe(Wanted), options, cancellationToken));
        }

        return results;
    }
}
