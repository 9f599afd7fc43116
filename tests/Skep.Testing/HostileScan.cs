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
            Inventory = new ImageInventory
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
            },
            Vulnerabilities = [finding, finding, finding with { Package = package with { IsRemoved = true } }],
            Suppressed = [new SuppressedFinding(finding, text, text)],
            Coverage = new Coverage
            {
                Packages = new Dictionary<string, int> { [text] = int.MaxValue },
                Gaps = [new CoverageGap(text, text, text)],
                Feeds = [new FeedCoverage(text, text, null, null, IsStale: true)],
            },
        };
    }

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
