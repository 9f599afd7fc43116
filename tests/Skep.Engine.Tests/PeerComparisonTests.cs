using Skep.Advisories;
using Skep.Core;
using Skep.Testing;

namespace Skep.Engine.Tests;

/// <summary>
/// Everything a peer reports on the same images with the same feeds is reported here, and what is reported beyond it
/// is explained.
/// </summary>
public sealed class PeerComparisonTests(SharedAdvisories advisories, ITestOutputHelper output)
    : IClassFixture<SharedAdvisories>
{
    public static TheoryData<string> Images =>
        [
            "alma9-micro-arm64-20220527",
            "alpine312-node-legacy",
            "alpine320-polyglot",
            "distroless-base-debian12",
            "dpkgdb-deb12-states",
            "fx-trivy-alpine-3.10",
            "fx-trivy-image3-gz-layers",
        ];

    [Theory]
    [MemberData(nameof(Images))]
    public async Task Every_row_of_the_peer_is_reported_and_every_other_finding_explained(string image)
    {
        MatchResult result = await Match(image);
        HashSet<string> found =
        [
            .. result
                .Findings.Where(finding => !finding.Package.IsRemoved)
                .SelectMany(finding =>
                    finding
                        .Vulnerability.Aliases.Prepend(finding.Vulnerability.Id)
                        .Select(id => Key(id, finding.Package.Package.Name, finding.Package.Package.Version))),
        ];
        string[][] rows =
        [
            .. File.ReadLines(SharedData.Require($"corpus/peer/{image}.tsv")).Select(line => line.Split('\t')),
        ];
        string[] missing =
        [
            .. rows.Where(row => !found.Contains(Key(row[1], row[2], row[3])))
                .Select(row => string.Join(' ', row.Take(5))),
        ];
        var reported = rows.Select(row => Key(row[1], row[2], row[3])).ToHashSet(StringComparer.Ordinal);
        output.WriteLine($"{image}: peer {rows.Length}, ours {result.Findings.Count}, missing {missing.Length}");
        string[] unexplained =
        [
            .. result
                .Findings.Where(finding =>
                    !finding.Package.IsRemoved && !IsReported(finding, reported) && !IsExplained(finding))
                .Select(finding => $"{finding.Vulnerability.Id} {finding.Package.Package.Name} {finding.Match}"),
        ];

        Assert.Empty(unexplained);
        Assert.Empty(missing);
    }

    // The peer does not judge the standard library that a Go program was built with.
    private static bool IsExplained(VulnerabilityFinding finding) =>
        finding.Package.Package is { Ecosystem.Value: "golang", Name: "stdlib" };

    private static bool IsReported(VulnerabilityFinding finding, HashSet<string> reported) =>
        finding
            .Vulnerability.Aliases.Prepend(finding.Vulnerability.Id)
            .Any(id => reported.Contains(Key(id, finding.Package.Package.Name, finding.Package.Package.Version)));

    private static string Key(string id, string name, string version) =>
        $"{id} {name.ToLowerInvariant()} {version.TrimStart('v')}";

    private async Task<MatchResult> Match(string image)
    {
        string archive = SharedData.Require($"corpus/images/{image}.tar.gz");
        var options = new ScanOptions { CacheDirectory = Path.GetTempPath(), NoLayerCache = true };
        using var inventories = new ImageInventories(options, Detectors.None, TimeProvider.System);
        ImageInventory inventory = await inventories.ReadAsync(
            "archive:" + archive,
            null,
            TestContext.Current.CancellationToken);
        return new VulnerabilityMatcher(advisories.Database, new MatchOptions()).Match(
            inventory,
            TimeProvider.System.GetUtcNow(),
            TestContext.Current.CancellationToken);
    }
}
