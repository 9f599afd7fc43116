using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Skep.Compare;

/// <summary>Images that differ from a base in one small layer, as the images of one company do.</summary>
internal static class Fleet
{
    private const int Count = 10;

    // What an application adds to its base: a few megabytes that do not compress.
    private const int OwnBytes = 3 * 1024 * 1024;

    /// <summary>Makes the layouts beside the base, once.</summary>
    public static string[] Make(string baseLayout)
    {
        string[] layouts = [.. Enumerable.Range(0, Count).Select(i => $"{baseLayout}-fleet-{i}")];
        for (int i = 0; i < Count; i++)
        {
            if (!File.Exists(Path.Combine(layouts[i], "oci-layout")))
            {
                Make(baseLayout, layouts[i], i);
            }
        }

        return layouts;
    }

    private static void Make(string from, string to, int seed)
    {
        Directory.CreateDirectory(Path.Combine(to, "blobs/sha256"));
        foreach (string blob in Directory.GetFiles(Path.Combine(from, "blobs/sha256")))
        {
            File.Copy(blob, Path.Combine(to, "blobs/sha256", Path.GetFileName(blob)), overwrite: true);
        }

        byte[] tar = OwnLayer(seed);
        byte[] layer = Gzip(tar);
        JsonNode index = Read(Path.Combine(to, "..", Path.GetFileName(from), "index.json"));
        JsonNode manifest = Read(BlobPath(to, index["manifests"]![0]!));
        JsonNode config = Read(BlobPath(to, manifest["config"]!));
        config["rootfs"]!["diff_ids"]!.AsArray().Add(DigestOf(tar));
        config["history"]!.AsArray().Add(new JsonObject { ["created_by"] = "COPY app" });
        manifest["layers"]!.AsArray().Add(new JsonObject
        {
            ["mediaType"] = "application/vnd.oci.image.layer.v1.tar+gzip",
            ["digest"] = Store(to, layer),
            ["size"] = layer.Length,
        });
        Refer(to, manifest["config"]!, config);
        Refer(to, index["manifests"]![0]!, manifest);
        File.WriteAllText(Path.Combine(to, "index.json"), index.ToJsonString());
        File.Copy(Path.Combine(from, "oci-layout"), Path.Combine(to, "oci-layout"));
    }

    private static byte[] OwnLayer(int seed)
    {
        byte[] content = new byte[OwnBytes];
        new Random(seed).NextBytes(content);
        var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true))
        {
            Add(tar, "app/payload.bin", content);
            Add(tar, "app/package.json", Encoding.UTF8.GetBytes($$"""{"name":"app-{{seed}}","version":"1.0.0"}"""));
        }

        return stream.ToArray();
    }

    private static void Add(TarWriter tar, string name, byte[] content) =>
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name)
        {
            DataStream = new MemoryStream(content),
            ModificationTime = DateTimeOffset.UnixEpoch,
        });

    private static byte[] Gzip(byte[] content)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return stream.ToArray();
    }

    private static JsonNode Read(string path) => JsonNode.Parse(File.ReadAllText(path))!;

    private static string BlobPath(string layout, JsonNode descriptor) =>
        Path.Combine(layout, "blobs", descriptor["digest"]!.GetValue<string>().Replace(':', '/'));

    private static void Refer(string layout, JsonNode descriptor, JsonNode document)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(document.ToJsonString());
        descriptor["digest"] = Store(layout, bytes);
        descriptor["size"] = bytes.Length;
    }

    private static string Store(string layout, byte[] blob)
    {
        string digest = DigestOf(blob);
        File.WriteAllBytes(Path.Combine(layout, "blobs", digest.Replace(':', '/')), blob);
        return digest;
    }

    private static string DigestOf(byte[] content) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));
}
