using Skep.Core;
using Skep.Testing;

namespace Skep.Engine.Tests;

/// <summary>
/// Real images against the truth of their own package managers: every name, version and architecture.
/// </summary>
public sealed class CorpusTests
{
    // corpus/truth names the ecosystem of language packages in its own words.
    private static readonly Dictionary<string, string> TruthTypes = new(StringComparer.Ordinal)
    {
        ["npm"] = "npm",
        ["pypi"] = "python",
        ["gem"] = "gem",
        ["composer"] = "composer",
        ["nuget"] = "nuget",
        ["maven"] = "maven",
        ["golang"] = "go",
        ["cargo"] = "rust",
    };

    private static readonly HashSet<string> SystemEcosystems = ["apk", "deb", "rpm", "alpm", "opkg"];

    public static TheoryData<string> Images =>
    [
        "alma9-micro-arm64-20220527", "alpine-2.6", "alpine-3.18.9", "alpine312-node-legacy", "alpine320-polyglot",
        "amazonlinux-2023", "busybox-musl", "distroless-base-debian12", "dpkgdb-deb12-states", "dpkgdb-ubuntu-18.04",
        "fedora-bdb", "fx-scancode-distroless-base", "fx-snyk-dockergoof", "fx-snyk-java", "fx-snyk-node-removed",
        "fx-trivy-alpine-3.10", "fx-trivy-image3-gz-layers", "osid-centos_6", "osid-debian_unstable",
        "osid-oraclelinux_5_11", "osid-os_release_corrupt", "osid-ubuntu_10_04", "rpmdb-libuuid",
        "rpmlint-installed-ndb", "sles-15.3-bci", "tricky-links", "tricky-names", "tricky-whiteouts", "ubi-8.6",
        "wolfi-glibc",
    ];

    [Theory]
    [MemberData(nameof(Images))]
    public async Task System_packages_equal_the_truth(string image)
    {
        ImageInventory inventory = await Scan(image);

        string[] found = [.. inventory.Packages
            .Where(p => !p.IsRemoved && SystemEcosystems.Contains(p.Package.Ecosystem.Value))
            .Select(p => $"{p.Package.Name}\t{p.Package.Version}\t{p.Package.Architecture}")
            .Order(StringComparer.Ordinal)];

        string[] left = NotInTruth(image);
        Assert.Equal(Truth($"corpus/truth/{image}.tsv", columns: 3), found.Where(row => !left.Contains(row)));
    }

    [Theory]
    [MemberData(nameof(Images))]
    public async Task Language_packages_equal_the_truth(string image)
    {
        ImageInventory inventory = await Scan(image);

        string[] found = [.. inventory.Packages
            .Where(p => !p.IsRemoved && TruthTypes.ContainsKey(p.Package.Ecosystem.Value))
            .Select(Describe)
            .Order(StringComparer.Ordinal)];

        Assert.Equal(Truth($"corpus/truth/{image}.lang.tsv", columns: 4), found);
    }

    // The rpm that wrote the truth skips a header whose signature it cannot parse; a package does not go away by that.
    private static string[] NotInTruth(string image) =>
        image == "rpmlint-installed-ndb" ? ["hello\t2.0-1\tx86_64"] : [];

    private static string Describe(ImagePackage found)
    {
        Package package = found.Package;
        string type = TruthTypes[package.Ecosystem.Value];

        // The truth tells a jar with Maven coordinates from one that only its manifest names, and a program from
        // its modules.
        type = type == "maven" && !package.Name.Contains(':', StringComparison.Ordinal) ? "jar-manifest" : type;
        type = type == "go" && package.Version == "(devel)" ? "go-main" : type;
        return $"{type}\t{package.Name}\t{package.Version}\t{package.Location}";
    }

    private static string[] Truth(string path, int columns)
    {
        // An image without such packages has no file.
        string file = Path.Combine(SharedData.Require("corpus/truth"), Path.GetFileName(path));
        return File.Exists(file)
            ? [.. File.ReadLines(file)
                .Select(line => string.Join(
                    "\t", line.Split("\t").Take(columns)).Replace("\t(none)", "\t", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)]
            : [];
    }

    private static async Task<ImageInventory> Scan(string image)
    {
        string archive = SharedData.Require($"corpus/images/{image}.tar.gz");
        var options = new ScanOptions { CacheDirectory = Path.GetTempPath(), NoLayerCache = true };
        using var inventory = new ImageInventories(options, Detectors.None, TimeProvider.System);
        return await inventory.ReadAsync("archive:" + archive, null, TestContext.Current.CancellationToken);
    }
}
