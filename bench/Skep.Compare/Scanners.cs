namespace Skep.Compare;

/// <summary>The commands by which skep and the peer scan an image, with cold and with warm caches.</summary>
/// <remarks>Cold keeps the advisory database: both have fetched it long before they see an image.</remarks>
internal sealed class Scanners(CompareOptions options)
{
    public bool HasPeer => options.Peer is { } peer && File.Exists(peer);

    public Command Skep(bool isCold, string[] images, params string[] flags) =>
        Skep("vuln", isCold, images, flags);

    /// <param name="scanners">What to look for, as <c>--scanners</c> takes it.</param>
    public Command Skep(string scanners, bool isCold, string[] images, params string[] flags) => new(
        scanners == "vuln" ? "skep" : $"skep {scanners}",
        [options.Skep, "image", .. images, "--offline", "-q", "-f", "json", "-o", "/dev/null",
            "--scanners", scanners, "--cache-dir", options.SkepCache, .. flags],
        () => Forget(isCold, Path.Combine(options.SkepCache, "layers")));

    /// <summary>One process an image: the peer takes one at a time.</summary>
    public Command Peer(bool isCold, params string[] images) => Peer("vuln", isCold, images);

    /// <param name="scanners">What to look for, in the peer's words.</param>
    public Command Peer(string scanners, bool isCold, params string[] images)
    {
        const string Each = """peer=$1; cache=$2; scanners=$3; shift 3; for i; do "$peer" image --cache-dir "$cache" """
            + """--skip-db-update --skip-java-db-update --offline-scan --scanners "$scanners" --format json --quiet """
            + """--input "$i"; done""";
        string name = scanners == "vuln" ? "peer" : $"peer {scanners}";
        return Command.Shell(name, Each, [options.Peer!, options.PeerCache, scanners, .. images]) with
        {
            Prepare = () => Forget(isCold, Path.Combine(options.PeerCache, "fanal")),
        };
    }

    private static void Forget(bool isCold, string folder)
    {
        if (isCold && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
