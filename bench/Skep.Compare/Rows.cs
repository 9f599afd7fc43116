namespace Skep.Compare;

/// <summary>The comparisons made of one image.</summary>
internal sealed class Rows(CompareOptions options, Scanners scanners)
{
    private const string Decode = """p=$1; shift; for i; do $p "$i" || exit; done""";

    /// <summary>Everything for S, M or L; empty where the image was not made.</summary>
    public IEnumerable<Row> Of(string image)
    {
        string archive = Path.Combine(options.Images, image + ".tar");
        if (File.Exists(archive))
        {
            Command hash = new("sha256 tar", "openssl", "dgst", "-sha256", archive);
            yield return Cold($"{image} docker-archive, cold", archive, [hash]);
            yield return Cold($"{image} docker-archive, cold, unverified", archive, [], "--no-verify");
            yield return Warm($"{image} docker-archive, warm", archive);
        }

        foreach (string format in new[] { "gzip", "zstd" })
        {
            string layout = Path.Combine(options.Images, $"{image}-{format}");
            if (Directory.Exists(layout))
            {
                string[] blobs = Blobs(layout);
                Command hash = Command.Shell("sha256 blobs", """openssl dgst -sha256 "$@" """, blobs);
                yield return Cold($"{image} {format}, cold", layout, [.. Decoders(format, blobs), hash]);
                yield return Cold(
                    $"{image} {format}, cold, diffIDs", layout, [AllBytes(format, blobs, archive)], "--verify-diffids");
                yield return Warm($"{image} {format}, warm", layout);
                yield return Scanners($"{image} {format}, scanners, cold", layout, isCold: true);
                yield return Scanners($"{image} {format}, scanners, warm", layout, isCold: false);
            }
        }
    }

    /// <summary>Ten images that share all layers but one small one, in one call.</summary>
    /// <remarks>
    /// What an image costs beyond new layers is (all - first - own layers of the others) / (count - 1).
    /// </remarks>
    public Row Fleet(string[] images)
    {
        HashSet<string> shared = [.. Blobs(images[0]).Select(blob => Path.GetFileName(blob))];
        string[] own = [.. images.Skip(1).SelectMany(Blobs).Where(blob => !shared.Contains(Path.GetFileName(blob)))];
        return new Row(
            $"{images.Length} images on one base, cold",
            [
                scanners.Skep(isCold: true, [.. images.Select(image => "oci:" + image)]),
                scanners.Skep(isCold: true, ["oci:" + images[0]]) with { Name = "skep, first" },
                Command.Shell("own layers", Decode + """; openssl dgst -sha256 "$@" """, ["igzip -d -c", .. own]),
                .. Peer(isCold: true, images),
            ]);
    }

    private static IEnumerable<Command> Decoders(string format, string[] blobs) => format == "gzip"
        ?
        [
            Command.Shell("igzip -d", Decode, ["igzip -d -c", .. blobs]),
            Command.Shell("pigz -d", Decode, ["pigz -d -c", .. blobs]),
        ]
        : [Command.Shell("zstd -d", Decode, ["zstd -d -q -c", .. blobs])];

    // What checking every digest costs at the least: decode all blobs, hash them, and hash what comes out.
    private static Command AllBytes(string format, string[] blobs, string archive)
    {
        string decoder = format == "gzip" ? "igzip -d -c" : "zstd -d -q -c";
        string script = "tar=$1; shift; " + Decode + """; openssl dgst -sha256 "$@" "$tar" """;
        return Command.Shell($"{decoder[..decoder.IndexOf(' ')]} + sha256", script, [archive, decoder, .. blobs]);
    }

    // The two small documents of a layout are no layers.
    private static string[] Blobs(string layout) =>
    [
        .. Directory.GetFiles(Path.Combine(layout, "blobs/sha256"))
            .Where(path => !IsJson(path)),
    ];

    private static bool IsJson(string path)
    {
        using FileStream blob = File.OpenRead(path);
        return blob.ReadByte() == '{';
    }

    private Row Cold(string name, string input, Command[] limits, params string[] flags) => new(
        name, [scanners.Skep(isCold: true, ["--input", input], flags), .. Peer(isCold: true, input), .. limits]);

    private Row Warm(string name, string input) => new(
        name, [scanners.Skep(isCold: false, ["--input", input]), .. Peer(isCold: false, input)]);

    // Everything against vulnerabilities alone, and secrets against the peer's.
    private Row Scanners(string name, string input, bool isCold)
    {
        string[] asked = ["vuln", "vuln,secret", "vuln,malware", "vuln,secret,malware,config"];
        return new Row(
            name,
            [
                .. asked.Select(list => scanners.Skep(list, isCold, ["--input", input])),
                .. scanners.HasPeer ? new[] { scanners.Peer("vuln,secret", isCold, input) } : [],
            ]);
    }

    private Command[] Peer(bool isCold, params string[] inputs) =>
        scanners.HasPeer ? [scanners.Peer(isCold, inputs)] : [];
}
