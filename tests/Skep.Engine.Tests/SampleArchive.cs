using Skep.Core;
using Skep.Images;
using Skep.Testing;

namespace Skep.Engine.Tests;

/// <summary>Images of hand-made layers, read the way a scan reads them.</summary>
internal static class SampleArchive
{
    public const string Shell = "Package: bash\nStatus: install ok installed\nArchitecture: amd64\nVersion: 5.2\n\n";

    public static SampleImage Of(params byte[][] tars)
    {
        var image = new SampleImage();
        foreach (byte[] tar in tars)
        {
            image.Layer("COPY layer", tar);
        }

        return image;
    }

    public static string Write(TemporaryDirectory folder, string name, SampleImage image) =>
        "archive:" + folder.File(name, SampleImage.Tar(SampleImage.DockerFiles((image, "sample:1"))));

    public static ImageInventories Reader(bool noVerify = false) => new(
        new ScanOptions
        {
            CacheDirectory = Path.GetTempPath(),
            NoLayerCache = true,
            Source = new ImageSourceOptions { NoVerify = noVerify },
        },
        Detectors.None,
        TimeProvider.System);

    public static async Task<ImageInventory> ReadAsync(params byte[][] tars)
    {
        using var folder = new TemporaryDirectory();
        using ImageInventories reader = Reader();
        return await reader.ReadAsync(
            Write(folder, "image.tar", Of(tars)), null, TestContext.Current.CancellationToken);
    }

    public static string[] Packages(ImageInventory image) =>
        [.. image.Packages.Where(p => !p.IsRemoved).Select(p => $"{p.Package.Name} {p.Package.Version}")];
}
