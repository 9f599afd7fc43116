using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Skep.Testing;

/// <summary>A small image made by code, written in the layouts that image tools write.</summary>
public sealed class SampleImage
{
    public const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
    public const string IndexType = "application/vnd.oci.image.index.v1+json";

    private readonly List<byte[]> _tars = [];
    private readonly List<JsonObject> _history = [];

    public string Architecture { get; init; } = "amd64";

    public bool CompressLayers { get; init; } = true;

    public Dictionary<string, string> Labels { get; } = new(StringComparer.Ordinal);

    /// <summary>Further members of the configuration: <c>User</c>, <c>Env</c> …</summary>
    public JsonObject Container { get; init; } = [];

    public IReadOnlyList<byte[]> Tars => _tars;

    /// <summary>The layers as blobs, lowest first.</summary>
    public IReadOnlyList<byte[]> Blobs => [.. _tars.Select(tar => CompressLayers ? Gzip(tar) : tar)];

    public byte[] Config => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["created"] = "2024-05-06T07:08:09Z",
        ["architecture"] = Architecture,
        ["os"] = "linux",
        ["config"] = new JsonObject(Container.Select(c => KeyValuePair.Create(c.Key, c.Value?.DeepClone())))
        {
            [nameof(Labels)] = new JsonObject(Labels.Select(l =>
            KeyValuePair.Create(l.Key, (JsonNode?)l.Value)))
        },
        ["rootfs"] = new JsonObject
        {
            ["type"] = "layers",
            ["diff_ids"] = new JsonArray([.. _tars.Select(tar => (JsonNode)DigestOf(tar))]),
        },
        ["history"] = new JsonArray([.. _history.Select(entry => entry.DeepClone())]),
    }.ToJsonString());

    public byte[] Manifest => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["schemaVersion"] = 2,
        ["mediaType"] = ManifestType,
        ["config"] = Describe("application/vnd.oci.image.config.v1+json", Config),
        ["layers"] = new JsonArray([.. Blobs.Select(blob => Describe(LayerType, blob))]),
    }.ToJsonString());

    private string LayerType => "application/vnd.oci.image.layer.v1.tar" + (CompressLayers ? "+gzip" : string.Empty);

    /// <summary>Two layers and an instruction that makes none.</summary>
    public static SampleImage Small() => new SampleImage { Labels = { ["maintainer"] = "Skep" } }
        .Layer("/bin/sh -c #(nop) ADD file:abc in / ", ("etc/os-release", "ID=sample\n"), ("bin/tool", "#!/bin/sh\n"))
        .Empty("/bin/sh -c #(nop)  CMD [\"sh\"]")
        .Layer("RUN /bin/sh -c apk add curl # buildkit", ("usr/bin/curl", "curl"));

    public static string DigestOf(byte[] bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static byte[] Gzip(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return target.ToArray();
    }

    public static byte[] Tar(params (string Name, byte[] Content)[] files)
    {
        using var target = new MemoryStream();
        using (var writer = new TarWriter(target, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in files)
            {
                writer.WriteEntry(Entry(TarEntryType.RegularFile, name, content));
            }
        }

        return target.ToArray();
    }

    public static TarEntry Entry(TarEntryType type, string name, byte[]? content = null, string? link = null)
    {
        var entry = new UstarTarEntry(type, name) { ModificationTime = DateTimeOffset.UnixEpoch };
        if (content is not null)
        {
            entry.DataStream = new MemoryStream(content);
        }

        if (link is not null)
        {
            entry.LinkName = link;
        }

        return entry;
    }

    public static JsonObject Describe(string mediaType, byte[] blob) => new()
    {
        ["mediaType"] = mediaType,
        ["digest"] = DigestOf(blob),
        ["size"] = blob.Length,
    };

    public SampleImage Layer(string createdBy, params (string Name, string Text)[] files) =>
        Layer(createdBy, Tar([.. files.Select(file => (file.Name, Encoding.UTF8.GetBytes(file.Text)))]));

    public SampleImage Layer(string createdBy, byte[] tar)
    {
        _tars.Add(tar);
        _history.Add(new JsonObject { ["created_by"] = createdBy });
        return this;
    }

    public SampleImage Empty(string createdBy)
    {
        _history.Add(new JsonObject { ["created_by"] = createdBy, ["empty_layer"] = true });
        return this;
    }

    /// <summary>
    /// The files of a docker archive of several images, in the layout that Docker wrote until version 24.
    /// </summary>
    public static (string Name, byte[] Content)[] DockerFiles(params (SampleImage Image, string Tag)[] images)
    {
        var files = new List<(string, byte[])>();
        var manifest = new JsonArray();
        foreach ((SampleImage image, string tag) in images)
        {
            string config = $"{DigestOf(image.Config)[7..]}.json";
            string[] layers = [.. image._tars.Select(tar => $"{DigestOf(tar)[7..]}/layer.tar")];
            files.AddRange(layers.Zip(image._tars));
            files.Add((config, image.Config));
            manifest.Add(new JsonObject
            {
                [nameof(Config)] = config,
                ["RepoTags"] = new JsonArray(tag),
                ["Layers"] = new JsonArray([.. layers.Select(layer => (JsonNode)layer)]),
            });
        }

        files.Add(("manifest.json", Encoding.UTF8.GetBytes(manifest.ToJsonString())));
        return [.. files];
    }

    /// <summary>The files of an OCI layout; images of several platforms become one index.</summary>
    public static (string Name, byte[] Content)[] OciFiles(string? refName, params SampleImage[] images)
    {
        JsonArray entries = [.. images.Select(image =>
        {
            JsonObject entry = Describe(ManifestType, image.Manifest);
            entry["platform"] = new JsonObject { ["os"] = "linux", ["architecture"] = image.Architecture };
            if (refName is not null)
            {
                entry["annotations"] = new JsonObject { ["org.opencontainers.image.ref.name"] = refName };
            }

            return (JsonNode)entry;
        })];
        return OciFiles(entries, images);
    }

    /// <summary>An OCI layout whose <c>index.json</c> has these entries.</summary>
    public static (string Name, byte[] Content)[] OciFiles(JsonArray entries, params SampleImage[] images)
    {
        var index = new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = IndexType, ["manifests"] = entries };
        var files = new List<(string, byte[])>
        {
            ("oci-layout", Encoding.UTF8.GetBytes("{\"imageLayoutVersion\":\"1.0.0\"}")),
            ("index.json", Encoding.UTF8.GetBytes(index.ToJsonString())),
        };
        IEnumerable<byte[]> blobs = images.SelectMany(image => image.Blobs.Append(image.Config).Append(image.Manifest));
        files.AddRange(blobs.Select(Blob).DistinctBy(file => file.Name));
        return [.. files];
    }

    public static (string Name, byte[] Content) Blob(byte[] content) =>
        ($"blobs/sha256/{DigestOf(content)[7..]}", content);

    /// <summary>Writes the files below <paramref name="directory"/>, which it returns.</summary>
    public static string WriteTo(string directory, IEnumerable<(string Name, byte[] Content)> files)
    {
        foreach ((string name, byte[] content) in files)
        {
            string path = Path.Combine(directory, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }

        return directory;
    }
}
