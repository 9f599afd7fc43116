using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Skep.Core;
using Skep.Testing;

namespace Skep.EndToEnd.Tests.EverythingWrong;

/// <summary>One byte changed in a program that a package owns, on top of real images.</summary>
public sealed class AlteredProgramTests : IDisposable
{
    private const string Rule = "malware/program/altered";

    private readonly SkepCommand _skep = new();

    public void Dispose() => _skep.Dispose();

    [Theory]
    [InlineData("alpine-3.18.9", "bin/busybox", "busybox")]
    [InlineData("distroless-base-debian12", "lib/x86_64-linux-gnu/libc.so.6", "libc6")]
    [InlineData("alma9-micro-arm64-20220527", "usr/bin/bash", "bash")]
    public async Task It_is_found_once_and_nothing_else_is(string image, string program, string package)
    {
        string archive = SharedData.Require($"corpus/images/{image}.tar.gz");
        _skep.File("altered.tar", Altered(archive, program));

        Assert.Empty(Altered((await ScanAsync(archive)).Exits(0)));
        JsonElement finding = Assert.Single(Altered((await ScanAsync("altered.tar")).Exits(0)));
        Assert.Equal(program, finding.GetProperty("location").GetString());
        Assert.Contains(
            $"/{program} is not what the package {package} installed", finding.GetProperty("message").GetString(),
            StringComparison.Ordinal);
    }

    private static IEnumerable<JsonElement> Altered(SkepRun run) =>
        run.Report.List("findings").Where(finding => finding.GetProperty("rule").GetString() == Rule);

    private Task<SkepRun> ScanAsync(string archive) => _skep.RunAsync(
        "image", "--input", archive, "--offline", "--scanners", "malware", "-f", "json");

    // The archive with one layer more, which holds the program with its last byte changed.
    private static byte[] Altered(string archive, string program)
    {
        byte[] content = FlattenedImage.Read(archive, path => path.ToString() == program)[LayerPath.Parse(program)];
        content[^1] ^= 1;
        byte[] layer = SampleImage.Tar((program, content));
        Dictionary<string, byte[]> files = Files(archive);
        JsonNode manifest = JsonNode.Parse(files["manifest.json"])!;
        string config = manifest[0]!["Config"]!.GetValue<string>();
        JsonNode settings = JsonNode.Parse(files[config])!;
        settings["rootfs"]!["diff_ids"]!.AsArray().Add(SampleImage.DigestOf(layer));
        settings.AsObject().Remove("history");
        manifest[0]!["Layers"]!.AsArray().Add("altered/layer.tar");
        manifest[0]!["Config"] = "altered.json";
        files["altered.json"] = System.Text.Encoding.UTF8.GetBytes(settings.ToJsonString());
        files["manifest.json"] = System.Text.Encoding.UTF8.GetBytes(manifest.ToJsonString());
        files["altered/layer.tar"] = layer;
        return SampleImage.Tar([.. files.Select(file => (file.Key, file.Value))]);
    }

    private static Dictionary<string, byte[]> Files(string archive)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        using var gzip = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
        using var tar = new TarReader(gzip);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is { } data)
            {
                byte[] content = new byte[entry.Length];
                data.ReadExactly(content);
                files[entry.Name] = content;
            }
        }

        return files;
    }
}
