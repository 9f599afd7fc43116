using System.Text;
using System.Text.Json.Nodes;
using Skep.Testing;

namespace Skep.EndToEnd.Tests;

/// <summary>Small images and advisories that tests share.</summary>
internal static class Samples
{
    /// <summary>The vulnerability of <see cref="Advisory"/>.</summary>
    public const string Id = "SKEP-2024-1";

    public const string OsRelease = "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\nVERSION_ID=\"12\"\n"
        + "VERSION_CODENAME=bookworm\n";

    /// <summary>beehive 1.0.0, which <see cref="Advisory"/> is about.</summary>
    public static SampleImage Vulnerable() => new SampleImage().Layer("COPY app", Module("beehive", "1.0.0"));

    public static SampleImage Clean() => new SampleImage().Layer("COPY app", Module("beehive", "2.0.0"));

    /// <summary>Debian 7, which gets no more fixes.</summary>
    public static SampleImage Outdated() => new SampleImage().Layer(
        "ADD rootfs",
        ("etc/os-release", "ID=debian\nVERSION_ID=\"7\"\n"),
        ("var/lib/dpkg/status", Record("bash", "4.2")));

    public static (string Name, string Text) Module(string name, string version) =>
        ($"app/node_modules/{name}/package.json", $$"""{"name":"{{name}}","version":"{{version}}"}""");

    public static string Record(string name, string version) =>
        $"Package: {name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: {version}\n\n";

    /// <summary>An OSV record of today: a critical vulnerability of beehive that 2.0.0 fixes.</summary>
    public static string Advisory()
    {
        JsonNode ecosystem = new JsonObject { ["ecosystem"] = "npm", ["name"] = "beehive" };
        var events = new JsonArray(new JsonObject { ["introduced"] = "0" }, new JsonObject { ["fixed"] = "2.0.0" });
        return new JsonObject
        {
            ["id"] = Id,
            ["modified"] = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ"),
            ["summary"] = "A smoker empties the hive",
            ["severity"] = new JsonArray(new JsonObject
            {
                ["type"] = "CVSS_V3",
                ["score"] = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
            }),
            ["affected"] = new JsonArray(new JsonObject
            {
                ["package"] = ecosystem,
                ["ranges"] = new JsonArray(new JsonObject { ["type"] = "SEMVER", ["events"] = events }),
            }),
        }.ToJsonString();
    }

    /// <summary>Imports <see cref="Advisory"/> into the command's database.</summary>
    public static async Task ImportAsync(SkepCommand skep)
    {
        skep.File("feeds/advisory.json", Advisory());
        (await skep.RunAsync("db", "import", "feeds")).Exits(0);
    }

    /// <summary>A docker archive of the image.</summary>
    public static byte[] DockerArchive(this SampleImage image, string tag = "sample:1") =>
        SampleImage.Tar(SampleImage.DockerFiles((image, tag)));

    /// <summary>An OCI layout, in a tar.</summary>
    public static byte[] OciArchive(this SampleImage image) => SampleImage.Tar(SampleImage.OciFiles("sample:1", image));

    /// <summary>Writes an OCI layout of these layers into the folder, which it returns.</summary>
    public static string WriteLayout(string folder, params (string MediaType, byte[] Blob)[] layers)
    {
        byte[] config = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["architecture"] = "amd64",
            ["os"] = "linux",
            ["rootfs"] = new JsonObject
            {
                ["type"] = "layers",
                ["diff_ids"] = new JsonArray([.. layers.Select(l => (JsonNode)SampleImage.DigestOf(l.Blob))]),
            },
        }.ToJsonString());
        byte[] manifest = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = SampleImage.ManifestType,
            ["config"] = SampleImage.Describe("application/vnd.oci.image.config.v1+json", config),
            ["layers"] = new JsonArray([.. layers.Select(l => SampleImage.Describe(l.MediaType, l.Blob))]),
        }.ToJsonString());
        (string, byte[])[] blobs = [.. layers.Select(l => SampleImage.Blob(l.Blob)).DistinctBy(b => b.Name)];
        var index = new JsonArray(SampleImage.Describe(SampleImage.ManifestType, manifest));
        return SampleImage.WriteTo(
            folder,
            [.. SampleImage.OciFiles(index), .. blobs, SampleImage.Blob(config), SampleImage.Blob(manifest)]);
    }
}
