using Skep.Core;
using Skep.Malware;
using Skep.Malware.Own;

namespace Skep.Engine;

/// <summary>What looks for everything but vulnerabilities: set up once for a call, used for all its images.</summary>
/// <remarks>To be disposed of behind the last scan that uses it.</remarks>
public sealed class Detectors : IDisposable
{
    private readonly MalwareSession? _malware;

    private Detectors(IReadOnlySet<Scanner> scanners, MalwareSession? malware)
    {
        Scanners = scanners;
        _malware = malware;
    }

    /// <summary>Vulnerabilities only.</summary>
    public static Detectors None { get; } = new(new HashSet<Scanner> { Scanner.Vuln }, malware: null);

    public IReadOnlySet<Scanner> Scanners { get; }

    internal IReadOnlyList<IInspector> Inspectors { get; private init; } = [];

    internal IReadOnlyList<IStreamInspector> Streams { get; private init; } = [];

    internal IReadOnlyList<IImageCheck> Checks { get; private init; } = [];

    internal Func<ImageConfiguration, ImageConfiguration> MaskConfiguration { get; private init; } = text => text;

    internal Func<string, string> MaskText { get; private init; } = text => text;

    /// <summary>Whether more of an image is needed than its packages.</summary>
    internal bool NeedFacts => Scanners.Any(scanner => scanner is not (Scanner.Vuln or Scanner.License));

    /// <summary>What engines say of themselves up to now; Skep's own inspectors are one of them.</summary>
    internal IReadOnlyList<EngineCoverage> Coverage => _malware is null
        ? []
        : [new EngineCoverage("skep", "Skep's own inspectors", EngineState.Ran), .. _malware.Coverage];

    /// <summary>Makes engines ready, as far as they are set up. One that is not to be had says so in the coverage.</summary>
    public static async Task<Detectors> StartAsync(
        ScanOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        MalwareOptions engines = options.Malware ?? new MalwareOptions { CacheDirectory = options.CacheDirectory };
        MalwareSession? malware = options.Scanners.Contains(Scanner.Malware)
            ? await MalwareEngines.StartAsync(engines, time, cancellationToken)
            : null;
        IEnumerable<IImageCheck> checks = [.. OwnInspectors.Checks, .. Compliance.Checks.All(time.GetUtcNow())];
        return new Detectors(options.Scanners, malware)
        {
            Inspectors = malware is null ? [] : [.. OwnInspectors.Inspectors, .. malware.Inspectors],
            Streams = malware is null ? [] : OwnInspectors.Streams,
            Checks = [.. checks.Where(check => options.Scanners.Contains(check.Scanner))],
        };
    }

    public void Dispose() => _malware?.Dispose();
}
