namespace Skep.Compare;

/// <summary>The commands by which skep and the peer scan an image, with cold and with warm caches.</summary>
/// <remarks>Cold keeps the advisory database: both have fetched it long before they see an image.</remarks>
internal sealed class Scanners(CompareOptions options)
{
    public bool HasPeer => options.Peer is { } peer && File.Exists(peer);

    public Command Skep(bool isCold, string[] images, params string[] flags) => new(
        "skep",
        [options.Skep, "image", .. images, "--offline", "-q", "-f", "json", "-o", "/dev/null",
            "--cache-dir", options.SkepCache, .. flags],
        () => Forget(isCold, Path.Combine(options.SkepCache, "layers")));

    /// <summary>One process an image: the peer takes one at a time.</summary>
    public Command Peer(bool isCold, params string[] images)
    {
        const string Each = """peer=$1; cache=$2; shift 2; for i; do "$peer" image --cache-dir "$cache" """
            + "--skip-db-update --skip-java-db-update --offline-scan --scanners vuln --format json --quiet "
            + """--input "$i"; done""";
        return Command.Shell("peer", Each, [options.Peer!, options.PeerCache, .. images]) with
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
