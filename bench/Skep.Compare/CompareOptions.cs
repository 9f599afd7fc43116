using System.Globalization;

namespace Skep.Compare;

/// <summary>What to compare, as asked for on the command line.</summary>
internal sealed record CompareOptions
{
    public const string Usage = """
        bench/compare: runs skep, a peer and the physical limits in turn on the same images.

          --images FOLDER    made by bench/images/make          (default artifacts/bench/images)
          --skep PATH        the command under test             (default artifacts/skep/skep)
          --skep-cache DIR   a cache with an advisory database  (default artifacts/bench/cache)
          --peer PATH        an unpacked Trivy; SKEP_PEER       (default: no peer)
          --peer-cache DIR   its cache, with db/ and java-db/
          --runs N           measured runs of each command      (default 5, after one to warm up)
          --only S,M,F       images; F is ten images on one base
        """;

    public string Images { get; private init; } = "artifacts/bench/images";

    public string Skep { get; private init; } = "artifacts/skep/skep";

    public string SkepCache { get; private init; } = "artifacts/bench/cache";

    public string? Peer { get; private init; } = Environment.GetEnvironmentVariable("SKEP_PEER");

    public string PeerCache { get; private init; } = "artifacts/bench/peer-cache";

    /// <summary>Default 5: the median of fewer says little on a noisy machine.</summary>
    public int Runs { get; private init; } = 5;

    public IReadOnlyList<string> Only { get; private init; } = ["S", "M", "L", "F"];

    /// <summary>Null when the arguments are not understood.</summary>
    public static CompareOptions? Parse(string[] arguments)
    {
        var options = new CompareOptions();
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length || options.With(arguments[i], arguments[i + 1]) is not { } next)
            {
                return null;
            }

            options = next;
        }

        return options;
    }

    private CompareOptions? With(string name, string value) => name switch
    {
        "--images" => this with { Images = value },
        "--skep" => this with { Skep = value },
        "--skep-cache" => this with { SkepCache = value },
        "--peer" => this with { Peer = value },
        "--peer-cache" => this with { PeerCache = value },
        "--runs" when int.TryParse(value, CultureInfo.InvariantCulture, out int runs) && runs > 0 =>
            this with { Runs = runs },
        "--only" => this with { Only = value.Split(',') },
        _ => null,
    };
}
