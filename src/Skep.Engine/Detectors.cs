using Skep.Compliance;
using Skep.Core;
using Skep.Malware;
using Skep.Malware.Own;
using Skep.Secrets;

namespace Skep.Engine;

/// <summary>What looks for everything but vulnerabilities: set up once for a call, used for all its images.</summary>
/// <remarks>To be disposed of behind the last scan that uses it.</remarks>
public sealed class Detectors : IDisposable
{
    private readonly MalwareSession? _malware;

    private Detectors(IReadOnlySet<Scanner> scanners, MalwareSession? malware, SecretMask mask)
    {
        Scanners = scanners;
        _malware = malware;
        Mask = mask;
    }

    /// <summary>Vulnerabilities only.</summary>
    public static Detectors None { get; } = new(
        new HashSet<Scanner> { Scanner.Vuln }, malware: null, new SecretScanner(SecretRules.BuiltIn, []).Mask);

    public IReadOnlySet<Scanner> Scanners { get; }

    internal IReadOnlyList<IInspector> Inspectors { get; private init; } = [];

    internal IReadOnlyList<IStreamInspector> Streams { get; private init; } = [];

    internal IReadOnlyList<IImageCheck> ImageChecks { get; private init; } = [];

    /// <summary>Whatever is looked for, no report may show a secret.</summary>
    internal SecretMask Mask { get; }

    /// <summary>Whether more of an image is needed than its packages.</summary>
    internal bool NeedFacts => Scanners.Any(scanner => scanner is not (Scanner.Vuln or Scanner.License));

    /// <summary>What engines say of themselves up to now; Skep's own inspectors are one of them.</summary>
    internal IReadOnlyList<EngineCoverage> Coverage => _malware is null
        ? []
        : [new EngineCoverage("skep", "Skep's own inspectors", EngineState.Ran), .. _malware.Coverage];

    /// <summary>
    /// Makes engines ready, as far as they are set up. One that is not to be had says so in the coverage.
    /// </summary>
    public static async Task<Detectors> StartAsync(
        ScanOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        MalwareOptions engines = options.Malware ?? new MalwareOptions { CacheDirectory = options.CacheDirectory };
        MalwareSession? malware = options.Scanners.Contains(Scanner.Malware)
            ? await MalwareEngines.StartAsync(engines, time, cancellationToken)
            : null;
        var secrets = new SecretScanner(
            RulesOf(options), FingerprintSalt.Of(options.CacheDirectory, options.Salt));
        IEnumerable<IImageCheck> checks =
            [.. OwnInspectors.Checks, .. Checks.All(time.GetUtcNow()), secrets.Check];
        bool isConfig = options.Scanners.Contains(Scanner.Config);
        IEnumerable<IStreamInspector> streams =
            [.. malware is null ? [] : OwnInspectors.Streams, .. isConfig ? Checks.Streams : []];
        return new Detectors(options.Scanners, malware, secrets.Mask)
        {
            Inspectors =
            [
                .. malware is null ? [] : OwnInspectors.Inspectors.Concat(malware.Inspectors),
                .. isConfig ? Checks.Inspectors : [],
            ],
            Streams = options.Scanners.Contains(Scanner.Secret) ? [.. streams, secrets.Inspector] : [.. streams],
            ImageChecks = [.. checks.Where(check => options.Scanners.Contains(check.Scanner))],
        };
    }

    // A rule that cannot be understood would be one that silently finds nothing.
    private static SecretRules RulesOf(ScanOptions options)
    {
        SecretRules rules = SecretRules.BuiltIn;
        var problems = new List<Problem>();
        foreach (RuleFile file in options.SecretRules)
        {
            rules = rules.With(file.Name, file.Text, problems);
        }

        return problems is [var first, ..]
            ? throw new SkepException(
                ErrorKind.Invalid,
                $"{first.Location}: {first.Message}",
                "docs/adding/secret-rule.md says how rules are written")
            : rules;
    }

    public void Dispose() => _malware?.Dispose();
}
