using Skep.Core;

namespace Skep.Engine;

/// <summary>What looks for everything but vulnerabilities: set up once for a call, used for all its images.</summary>
public sealed class Detectors
{
    private readonly Func<IReadOnlyList<EngineCoverage>> _coverage;

    private Detectors(IReadOnlySet<Scanner> scanners, Func<IReadOnlyList<EngineCoverage>> coverage)
    {
        Scanners = scanners;
        _coverage = coverage;
    }

    /// <summary>Vulnerabilities only.</summary>
    public static Detectors None { get; } = new(new HashSet<Scanner> { Scanner.Vuln }, () => []);

    public IReadOnlySet<Scanner> Scanners { get; }

    internal IReadOnlyList<IInspector> Inspectors { get; private init; } = [];

    internal IReadOnlyList<IStreamInspector> Streams { get; private init; } = [];

    internal IReadOnlyList<IImageCheck> Checks { get; private init; } = [];

    internal Func<ImageConfiguration, ImageConfiguration> MaskConfiguration { get; private init; } = text => text;

    internal Func<string, string> MaskText { get; private init; } = text => text;

    /// <summary>Whether more of an image is needed than its packages.</summary>
    internal bool NeedFacts => Scanners.Any(scanner => scanner is not (Scanner.Vuln or Scanner.License));

    /// <summary>Makes engines ready, as far as they are set up. One that is not to be had says so in the coverage.</summary>
    public static Task<Detectors> StartAsync(ScanOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new Detectors(options.Scanners, () => []));
    }

    /// <summary>What engines say of themselves after a scan.</summary>
    internal IReadOnlyList<EngineCoverage> Coverage() => _coverage();
}
