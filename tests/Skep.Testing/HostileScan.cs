using Skep.Core;

namespace Skep.Testing;

/// <summary>
/// A scan whose every text was chosen by an attacker: escape sequences, line breaks, bidi marks, markup, great length.
/// </summary>
public static class HostileScan
{
    /// <summary>Clears the screen, sets the title, rings, and opens a link, with C0 and C1 introducers.</summary>
    public const string Escapes =
        "\u001b[2J\u001b]0;owned\u0007\u009b31m\u001b]8;;http://evil\u001b\\\r\n\t\b\u0000\u007f";

    public const string Marks = "\u202e\u2066\u200b\u2028\ufeff\ud800</script>`$(id)`'\"{0}%n[red]";

    public static ScanReport Report { get; } = Build(Escapes + Marks);

    /// <summary>The same with names of 64 KiB.</summary>
    public static ScanReport Long { get; } = Build(new string('漢', 65_536));

    /// <summary>A scan in which every text is this one.</summary>
    public static ScanReport Of(string text) => Build(text);

    private static ScanReport Build(string text)
    {
        ImagePackage package = new(new Package(new EcosystemId("npm"), text, text)
        {
            Architecture = text,
            Licenses = [text, "MIT OR", "((", string.Empty],
            Location = text,
            SourceName = text,
            Note = text,
        })
        {
            LayerIndex = 99,
            Purl = "pkg:npm/" + Uri.EscapeDataString(text.Replace("\ud800", string.Empty, StringComparison.Ordinal)),
            OwnedBy = text,
        };
        VulnerabilityFinding finding = Finding(text, package);
        return new ScanReport
        {
            SkepVersion = "0.1.0",
            CreatedAt = DateTimeOffset.UnixEpoch,
            Inventory = Inventory(text, package),
            Findings = Rules(text),
            Policy = new PolicyOutcome(text, text, PolicyVerdict.Blocked)
            {
                Rules =
                [
                    new RuleOutcome(text, text, RuleResult.Violated, text)
                    {
                        Message = text,
                        FindingIds = [text, "gone"],
                    },
                    new RuleOutcome(text, text, RuleResult.CouldNotJudge, text),
                ],
            },
            Vulnerabilities = [finding, finding, finding with { Package = package with { IsRemoved = true } }],
            Suppressed =
            [
                new SuppressedFinding(finding, text, text),
                new SuppressedFinding(Rules(text)[0], text, text),
            ],
            Coverage = new Coverage
            {
                Packages = new Dictionary<string, int> { [text] = int.MaxValue },
                Scanners = Enum.GetValues<Scanner>(),
                Engines = [new EngineCoverage(text, text, EngineState.Failed) { Message = text }],
                Gaps = [new CoverageGap(text, text, text)],
                Feeds = [new FeedCoverage(text, text, null, null, IsStale: true)],
            },
        };
    }

    private static ImageInventory Inventory(string text, ImagePackage package) => new()
    {
        Image = new ImageIdentity
        {
            Name = text,
            Platform = text,
            RepoTags = [text],
            Labels = new Dictionary<string, string> { [text] = text },
        },
        Layers = [new LayerSummary { Index = 0, Instruction = text }],
        Distribution = new Distribution(text, text) { PrettyName = text },
        Packages = [package, package, package with { IsRemoved = true }],
        Problems = [new Problem(text, text)],
        Configuration = Configuration(text),
        Base = new BaseImage(text, BaseEvidence.Annotation) { LayerCount = -1 },
        Traits = [new Placed<Trait>(new Trait(text, text) { Location = text })],
        SpecialFiles = [new(new SpecialFile(LayerPath.Parse(text), 0xFFF, IsDirectory: false))],
    };

    private static ImageConfiguration Configuration(string text) => new()
    {
        User = text,
        Environment = [text, "=", string.Empty],
        Entrypoint = [text],
        Command = [text],
        WorkingDirectory = text,
        ExposedPorts = [text],
        Volumes = [text],
        OnBuild = [text],
        Shell = [text],
        StopSignal = text,
        HealthCheck = [text],
        Author = text,
        Labels = new Dictionary<string, string> { [text] = text },
        Annotations = new Dictionary<string, string> { [text] = text },
        History = [new HistoryEntry(text, 77) { Arguments = [text] }, new HistoryEntry("\n\n\r\n", null)],
    };

    private static RuleFinding[] Rules(string text) =>
    [
        .. Enum.GetValues<Scanner>().Select(scanner => new RuleFinding
        {
            Id = text,
            Severity = Severity.High,
            Engines = [text],
            OwnedBy = text,
            Layer = -5,
            WasRemoved = scanner == Scanner.Config,
            Instruction = text,
            Sighting = new Sighting(scanner, new RuleId(text), Severity.High, text)
            {
                Message = text,
                Location = scanner == Scanner.Config ? string.Empty : text,
                Subject = text,
                Evidence =
                [
                    new Evidence(long.MaxValue, int.MaxValue, int.MaxValue, text),
                    new Evidence(-1, -1, -1, text),
                ],
                Fingerprint = text,
                Malware = new MalwareClass(text, text),
                Engine = text,
                Advice = text,
                CheckCommand = text,
                References = [text, "javascript:alert(1)", "http://["],
                LayerIndex = int.MinValue,
                HistoryIndex = 4_000,
            },
        }),
    ];

    private static VulnerabilityFinding Finding(string text, ImagePackage package) => new()
    {
        Id = text,
        Vulnerability = new Vulnerability(text)
        {
            Title = text,
            Description = text,
            Cwes = [text, "CWE-99999999999999"],
            References = [text, "javascript:alert(1)", "http://[", string.Empty],
            Aliases = [text],
            Cvss = [new CvssScore(text, text, text, double.NaN), new CvssScore("nvd", "3.1", text, 1e300)],
            Kev = new KnownExploited(default, null, UsedByRansomware: false, text),
            Epss = double.PositiveInfinity,
        },
        Package = package,
        Status = VulnerabilityStatus.Fixed,
        FixedVersion = text,
        Severity = Severity.Critical,
        Match = new MatchReason(text, text, text, text, text, text),
        Remediation = "npm install " + text,
        CheckCommand = text,
    };
}
