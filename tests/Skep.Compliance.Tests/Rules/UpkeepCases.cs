using Skep.Core;
using Skep.Testing;

namespace Skep.Compliance.Tests.Rules;

/// <summary>What each rule about settings files and about missed updates is to say, and not to say.</summary>
internal static class UpkeepCases
{
    private const string Repository = "config/packages/unverified-repository";
    private const string Tls = "config/network/unverified-tls";
    private const string Behind = "config/age/packages-behind";

    public static IEnumerable<RuleCase> All => [.. Settings, .. Support, .. Updates];

    private static IEnumerable<RuleCase> Settings =>
    [
        File(Repository, true, "etc/apt/sources.list", "deb [arch=amd64 trusted=yes] http://m.example/debian sid main"),
        File(Repository, true, "etc/apt/sources.list.d/x.list", "deb [ allow-insecure=yes ] http://m.example ./"),
        File(Repository, false, "etc/apt/sources.list", "# deb [trusted=yes] http://m.example/debian sid main"),
        File(Repository, false, "etc/apt/sources.list", "deb [trusted=no] http://m.example sid main"),
        File(Repository, true, "etc/apt/sources.list.d/x.sources", "Types: deb\nTrusted: yes\n"),
        File(Repository, false, "etc/apt/sources.list.d/x.sources", "Trusted: yes\nEnabled: no\n\nTypes: deb"),
        File(Repository, true, "etc/apt/apt.conf.d/99x", "APT::Get::AllowUnauthenticated \"true\";"),
        File(Repository, true, "etc/apt/apt.conf", "Acquire { AllowInsecureRepositories \"1\"; };"),
        File(Repository, false, "etc/apt/apt.conf.d/99x", "APT::Get::AllowUnauthenticated \"false\";"),
        File(Repository, false, "etc/apt/apt.conf.d/99x", "// APT::Get::AllowUnauthenticated \"true\";"),
        File(Repository, true, "etc/yum.repos.d/x.repo", "[x]\nbaseurl=https://m.example\ngpgcheck = 0\n"),
        File(Repository, false, "etc/yum.repos.d/x.repo", "[x]\ngpgcheck=0\nenabled=0\n[y]\nrepo_gpgcheck=0"),
        File(Repository, true, "etc/pacman.conf", "[options]\nSigLevel = Optional TrustAll\n"),
        File(Repository, false, "etc/pacman.conf", "[options]\nSigLevel    = Required DatabaseOptional\n"),
        File(Tls, true, "etc/yum.repos.d/x.repo", "[x]\nsslverify=False\n"),
        File(Tls, true, "etc/apt/apt.conf.d/99x", "Acquire::https::Verify-Peer \"false\";"),
        File(Tls, true, "root/.curlrc", "# proxy\ninsecure\n"),
        File(Tls, false, "root/.curlrc", "cacert = /etc/ssl/ca.pem\n"),
        File(Tls, true, "etc/wgetrc", "check_certificate = off\n"),
        File(Tls, true, "root/.npmrc", "strict-ssl=false\n"),
        File(Tls, false, "root/.npmrc", "strict-ssl=true\n"),
        File(Tls, true, "etc/gitconfig", "[http]\n\tsslVerify = false\n"),
        File(Tls, true, "etc/pip.conf", "[global]\ntrusted-host =\n    m.example\n"),
        File(Tls, false, "etc/pip.conf", "[global]\nindex-url = https://m.example/simple\n"),
    ];

    private static IEnumerable<RuleCase> Support =>
    [
        Ends("config/age/end-of-life", true, -1),
        Ends("config/age/end-of-life", false, 0),
        Ends("config/age/end-of-life", false, null),
        Ends("config/age/end-of-life-soon", true, 90),
        Ends("config/age/end-of-life-soon", true, 0),
        Ends("config/age/end-of-life-soon", false, 91),
        Ends("config/age/end-of-life-soon", false, -1),
    ];

    private static IEnumerable<RuleCase> Updates =>
    [
        Vulnerable(Behind, true, "deb", VulnerabilityStatus.Fixed),
        Vulnerable(Behind, false, "deb", VulnerabilityStatus.WillNotFix),
        Vulnerable(Behind, false, "npm", VulnerabilityStatus.Fixed),
    ];

    private static RuleCase File(string rule, bool fires, string path, string text) =>
        new(rule, fires, $"{path}: {text}", () =>
        {
            LayerPath at = LayerPath.Parse(path);
            IInspector inspector = Assert.Single(
                Checks.Inspectors, inspector => inspector.Wants.Globs.Any(glob => Fits(glob, path)));
            var sink = new RecordingSink(at, inspector.Id);
            inspector.InspectAsync(
                new FileView(at, System.Text.Encoding.UTF8.GetBytes(text)), sink, CancellationToken.None).AsTask()
                .GetAwaiter().GetResult();
            return sink.Sightings;
        });

    private static bool Fits(string glob, string path)
    {
        string[] parts = glob.Replace("**/", string.Empty, StringComparison.Ordinal).Split('*');
        return (glob.StartsWith("**/", StringComparison.Ordinal) || path.StartsWith(parts[0], StringComparison.Ordinal))
            && path.EndsWith(parts[^1], StringComparison.Ordinal)
            && (parts.Length > 1 || glob[0] == '*' || path == glob);
    }

    private static RuleCase Ends(string rule, bool fires, int? days) =>
        Upkeep(rule, fires, $"support ends in {days} days",
            days is { } left ? DateOnly.FromDateTime(RuleCase.Now.UtcDateTime).AddDays(left) : null, []);

    private static RuleCase Vulnerable(string rule, bool fires, string ecosystem, VulnerabilityStatus status) =>
        Upkeep(rule, fires, $"{ecosystem} {status}", endOfLife: null,
        [
            new VulnerabilityFinding
            {
                Id = "1",
                Severity = Severity.High,
                Vulnerability = new Vulnerability("CVE-2026-1"),
                Package = new ImagePackage(new Package(new EcosystemId(ecosystem), "x", "1")),
                Status = status,
                Match = new MatchReason("feed", "A-1", "scope", "x", "1", "< 2"),
                FixAvailable = RuleCase.Now.AddDays(-9),
            },
        ]);

    private static RuleCase Upkeep(
        string rule, bool fires, string name, DateOnly? endOfLife, IReadOnlyList<VulnerabilityFinding> findings) =>
        new(rule, fires, name, () => Checks.OfUpkeep(RuleCase.Now, endOfLife, findings).SelectMany(
            check => check.Check(
                RuleCase.Decent with
                {
                    Distribution = new Distribution("debian", "12"),
                    Packages = [.. findings.Select(finding => finding.Package)],
                },
                TestTree.Unknown)));
}
