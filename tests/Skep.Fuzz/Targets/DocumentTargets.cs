using System.Text;
using Skep.Core;
using Skep.Images;
using Skep.Packages.Sboms;
using Skep.Policy.Ignoring;
using Skep.Policy.Vex;
using Skep.Reports.Json;
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
        new Target("reference", ["host:5000/a/b:tag@sha256:" + new string('a', 64)],
            (input, _) => ImageReference.TryParse(Encoding.UTF8.GetString(input), out ImageReference? _)),
        new Target("purl", ["pkg:deb/debian/curl@7.50.3-1?arch=i386&distro=jessie#sub/path"],
            (input, _) => PackageUrl.TryParse(Encoding.UTF8.GetString(input), out PackageUrl? _)),
        new Target("digest", ["sha256:" + new string('0', 64)],
            (input, _) => Digest.TryParse(Encoding.UTF8.GetString(input), out Digest _)),
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
