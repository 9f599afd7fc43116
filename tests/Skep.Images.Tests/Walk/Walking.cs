using System.IO.Compression;
using Skep.Core;
using Skep.Images.Walk;

namespace Skep.Images.Tests.Walk;

/// <summary>Walks a layer given as bytes.</summary>
internal static class Walking
{
    public static InspectorSet Probe(params string[] globs) =>
        new([new ProbeInspector("test/probe", FilePatterns.Paths(globs))]);

    public static InspectorSet Everything => Probe("**/*");

    public static Task<LayerWalkResult> Walk(
        byte[] blob, InspectorSet? inspectors = null, LayerWalkOptions? options = null) =>
        Walk(new MemoryStream(blob), inspectors, options);

    public static async Task<LayerWalkResult> Walk(
        Stream blob, InspectorSet? inspectors = null, LayerWalkOptions? options = null)
    {
        await using var content = new LayerContent.Blob(blob);
        return await LayerWalker.WalkAsync(
            content, inspectors ?? Everything, options ?? new LayerWalkOptions(),
            TestContext.Current.CancellationToken);
    }

    /// <summary>What the probe saw, as <c>path=content</c>.</summary>
    public static string[] Seen(this LayerWalkResult result) =>
        [.. result.Inventory.Packages.Select(package => $"{package.Name}={package.Version}")];

    public static byte[] Gzip(byte[] bytes, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, level))
        {
            gzip.Write(bytes);
        }

        return target.ToArray();
    }

    public static byte[] Zstandard(byte[] bytes)
    {
        using var compressor = new ZstdSharp.Compressor(3);
        return compressor.Wrap(bytes).ToArray();
    }
}
