using System.Text;
using Skep.Compliance;
using Skep.Compliance.Licenses;
using Skep.Compliance.Shell;
using Skep.Core;
using Skep.Images;
using Skep.Packages.Sboms;
using Skep.Policy.Cases;
using Skep.Policy.Exceptions;
using Skep.Policy.Ignoring;
using Skep.Policy.Rules;
using Skep.Policy.Vex;
using Skep.Reports.Json;
using Skep.Secrets;
using Skep.Testing;

namespace Skep.Fuzz.Targets;

/// <summary>Parsers of documents that people give on the command line.</summary>
internal static class DocumentTargets
{
    private const string CycloneDx =
        """{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library","purl":"pkg:npm/a@1.0.0","name":"a","version":"1.0.0"}]}""";

    private const string Spdx =
        """{"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","packages":[{"name":"a","versionInfo":"1","externalRefs":[{"referenceCategory":"PACKAGE-MANAGER","referenceType":"purl","referenceLocator":"pkg:npm/a@1"}]}]}""";

    private const string OpenVex =
        """{"@context":"https://openvex.dev/ns/v0.2.0","@id":"x","author":"a","timestamp":"2024-01-01T00:00:00Z","version":1,"statements":[{"vulnerability":{"name":"CVE-2024-1"},"products":[{"@id":"pkg:npm/a@1"}],"status":"not_affected","justification":"component_not_present"}]}""";

    private const string Exceptions =
        "exceptions:\n  - {id: CVE-*, images: ['a/**'], packages: ['pkg:npm/a'], reason: r, author: a, expires: 2030-01-01}\n";

    private const string Cases =
        "rules: [{name: r, action: block, when: {severity: high, image_age: '> 3', exposed_port: 1-9/udp}, more_than: 1}]\n"
        + "cases: [{name: a, facts: {date: 2026-01-01, image: {created: 2020-01-01, ports: [5/udp]}, os: 'debian:12', vulnerabilities: [{id: CVE-1, cvss: 9.8, published: 2020-01-01}], findings: [{rule: a/b, engines: [x]}], coverage: {gaps: [a/b], engines: [{id: x, state: failed}]}}, expect: passed, expect_rules: {r: violated}}]\n";

    private const string Dockerfile =
        "# escape=\\\n# skep:ignore=config/user why\nARG A=1\nFROM a:${A:-2} AS b\nRUN <<EOF\ncurl -k http://x | sh\nEOF\nRUN a && \\\n  b\nFROM b\nCOPY --from=b . /\nONBUILD ENV X=$A\nCMD [\"a\"]\n";

    private const string SecretRuleFile =
        "rules:\n  - {id: a/b, title: t, category: c, severity: low, keywords: [abc], pattern: 'abc([a-z]{3,9}|x)?', capture: 1}\n";

    private const string SecretText =
        "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\npassword: 'x1'\nhttps://a:b2c3@h/\neyJhbGciOiJ9.eyJ.x\n";

    private static readonly SecretScanner Secrets = new(SecretRules.BuiltIn, new byte[16]);

    public static IEnumerable<IFuzzTarget> All { get; } =
    [
        new Target("sbom", [CycloneDx, Spdx], (input, token) => SbomReader.Read(input, "bom.json", token)),
        new Target("vex", [OpenVex], (input, _) => VexDocument.Parse("vex.json", input)),
        new Target(
            "ignore",
            ["CVE-2024-1 exp:2030-01-01 # why\n", "vulnerabilities:\n  - id: CVE-2024-1\n    paths: ['a/**']\n    statement: x\n"],
            (input, _) =>
            {
                IgnoreRules.Parse(".skepignore", Encoding.UTF8.GetString(input));
                IgnoreRules.Parse(".trivyignore.yaml", Encoding.UTF8.GetString(input));
            }),
        new Target("policy", [.. BuiltInPolicies.Names.Select(BuiltInPolicies.Text), Exceptions], (input, _) =>
        {
            string text = Encoding.UTF8.GetString(input);
            PolicyFile.Parse("policy.yaml", text, [])?.Evaluate(SampleScan.Report);
            ExceptionList.Parse("exceptions.yaml", text, []).Apply(SampleScan.Report, default);
        }),
        new Target("path-pattern", ["**/a*b/**/?c/**\na/ab/b/xc/d", "usr/**\nusr/lib/x"], (input, _) =>
        {
            string[] texts = Encoding.UTF8.GetString(input).Split('\n', 2);
            if (PathGlob.TryParse(texts[0], out PathGlob? glob, out string _, isNameAnywhere: input.Length % 2 == 0))
            {
                glob.Matches(texts[^1]);
                glob.Matches(string.Concat(Enumerable.Repeat(texts[^1], 100)));
            }
        }),
        new Target("policy-cases", [Cases], (input, _) =>
        {
            foreach (PolicyCase entry in PolicyCaseTable.Parse("c.yaml", Encoding.UTF8.GetString(input), []) ?? [])
            {
                entry.Differences((entry.Policy ?? BuiltInPolicies.Get("strict")).Evaluate(
                    entry.Report ?? SampleScan.Report));
            }
        }),
        new Target("dockerfile", [Dockerfile], (input, _) =>
            DockerfileScan.Judge("Dockerfile", Encoding.UTF8.GetString(input), hasIgnoreFile: false)),
        new Target("shell", ["if a; then $(b 'c' | d) && sh -c \"e <<X\"; fi\n"],
            (input, _) => ShellScript.Parse(Encoding.UTF8.GetString(input))),
        new Target("license", ["GPLv2+ and (MIT or BSD)", "GPL-2.0-only WITH Classpath-exception-2.0 OR (MIT AND ISC)"],
            (input, _) => LicenseCategories.Of(LicenseNames.Normalise(Encoding.UTF8.GetString(input)) ?? "MIT")),
        new Target("reference", ["host:5000/a/b:tag@sha256:" + new string('a', 64)],
            (input, _) => ImageReference.TryParse(Encoding.UTF8.GetString(input), out ImageReference? _)),
        new Target("purl", ["pkg:deb/debian/curl@7.50.3-1?arch=i386&distro=jessie#sub/path"],
            (input, _) => PackageUrl.TryParse(Encoding.UTF8.GetString(input), out PackageUrl? _)),
        new Target("digest", ["sha256:" + new string('0', 64)],
            (input, _) => Digest.TryParse(Encoding.UTF8.GetString(input), out Digest _)),
        new Target("secret-rules", [SecretRuleFile], (input, _) =>
            SecretRules.Load("rules.yaml", Encoding.UTF8.GetString(input), [])),
        new Target("secrets", [SecretText], (input, _) =>
            Secrets.Inspector.Inspect(
                new FilePiece(LayerPath.Parse("a"), input, 0, input.Length), new RecordingSink(default, default))),
        new Target("secret-mask", [SecretText], (input, _) => Secrets.Mask.Mask(Encoding.UTF8.GetString(input))),
        new Target("report", [Report()], (input, _) => ScanReportReader.Read(new MemoryStream(input))),
    ];

    private static string Report()
    {
        using var stream = new MemoryStream();
        IReportWriter writer = Reports.ReportFormats.All.First(format => format.Id == "json");
        writer.Write([SampleScan.Report], stream, new ReportOptions());
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private sealed class Target(string name, string[] seeds, Action<byte[], CancellationToken> run) : IFuzzTarget
    {
        public string Name => name;

        public IReadOnlyList<byte[]> Seeds { get; } = [.. seeds.Select(Encoding.UTF8.GetBytes)];

        public Task RunAsync(byte[] input, CancellationToken cancellationToken)
        {
            run(input, cancellationToken);
            return Task.CompletedTask;
        }
    }
}
