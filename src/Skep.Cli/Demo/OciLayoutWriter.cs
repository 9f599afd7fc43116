using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Skep.Core;

namespace Skep.Cli.Demo;

/// <summary>Writes an OCI image layout with gzip layers, one layer after the other.</summary>
/// <remarks>Format: <see href="https://github.com/opencontainers/image-spec/blob/v1.1.0/image-layout.md"/>.</remarks>
internal sealed class OciLayoutWriter
{
    private const string LayerType = "application/vnd.oci.image.layer.v1.tar+gzip";
    private const string ConfigType = "application/vnd.oci.image.config.v1+json";
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";

    private readonly string _folder;
    private readonly string _blobs;
    private readonly JsonArray _layers = [];
    private readonly JsonArray _diffIds = [];
    private readonly JsonArray _history = [];

    public OciLayoutWriter(string folder)
    {
        _folder = folder;
        _blobs = Path.Combine(folder, "blobs", "sha256");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(_blobs);
    }

    public async Task AddLayerAsync(
        string instruction, Func<TarWriter, Task> write, CancellationToken cancellationToken)
    {
        string plain = Path.Combine(_folder, "layer.tar");
        await using (FileStream file = File.Create(plain))
        await using (var tar = new TarWriter(file))
        {
            await write(tar);
        }

        string packed = Path.Combine(_folder, "layer.tar.gz");
        await using (FileStream input = File.OpenRead(plain))
        await using (FileStream output = File.Create(packed))
        await using (var gzip = new GZipStream(output, CompressionLevel.Fastest))
        {
            await input.CopyToAsync(gzip, cancellationToken);
        }

        Digest blob = await HashAsync(packed, cancellationToken);
        _diffIds.Add((JsonNode)(await HashAsync(plain, cancellationToken)).ToString());
        _layers.Add((JsonNode)Descriptor(LayerType, blob, new FileInfo(packed).Length));
        _history.Add((JsonNode)new JsonObject { ["created_by"] = instruction });
        File.Move(packed, Path.Combine(_blobs, blob.Hex), overwrite: true);
        File.Delete(plain);
    }

    public async Task FinishAsync(string tag, CancellationToken cancellationToken)
    {
        var config = new JsonObject
        {
            ["architecture"] = "amd64",
            ["os"] = "linux",
            ["config"] = new JsonObject { ["Cmd"] = new JsonArray("node", "/app/server.js") },
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = _diffIds },
            ["history"] = _history,
        };
        JsonObject manifest = new()
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = ManifestType,
            ["config"] = await StoreAsync(ConfigType, config, cancellationToken),
            ["layers"] = _layers,
        };
        JsonObject entry = await StoreAsync(ManifestType, manifest, cancellationToken);
        entry["annotations"] = new JsonObject { ["org.opencontainers.image.ref.name"] = tag };
        var index = new JsonObject { ["schemaVersion"] = 2, ["manifests"] = new JsonArray(entry) };
        await File.WriteAllTextAsync(Path.Combine(_folder, "index.json"), index.ToJsonString(), cancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""", cancellationToken);
    }

    private static JsonObject Descriptor(string mediaType, Digest digest, long size) =>
        new() { ["mediaType"] = mediaType, ["digest"] = digest.ToString(), ["size"] = size };

    private static async Task<Digest> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using FileStream file = File.OpenRead(path);
        return Digest.Sha256(await SHA256.HashDataAsync(file, cancellationToken));
    }

    private async Task<JsonObject> StoreAsync(
        string mediaType, JsonObject document, CancellationToken cancellationToken)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(document.ToJsonString());
        Digest digest = Digest.Sha256(SHA256.HashData(bytes));
        await File.WriteAllBytesAsync(Path.Combine(_blobs, digest.Hex), bytes, cancellationToken);
        return Descriptor(mediaType, digest, bytes.Length);
    }
}
