using Skep.Core;
using Skep.Packages.Alpine;
using Skep.Packages.Debian;
using Skep.Packages.Distributions;
using Skep.Packages.Rpm;
using Skep.Testing;

namespace Skep.Packages.Tests.Corpus;

/// <summary>OS packages and distributions of real images against the truth files, row by row.</summary>
public sealed class OsCorpusTests
{
    private static readonly IInspector[] Inspectors =
    [
        new ApkInstalledInspector(),
        new DpkgFilesInspector(),
        new DpkgStatusInspector(),
        new RpmDatabaseInspector(),
        .. DistributionInspectors.All,
    ];

    [Theory]
    [InlineData("alma9-micro-arm64-20220527", "almalinux", "9.0")]
    [InlineData("alpine-2.6", "alpine", "2.6.6")]
    [InlineData("alpine-3.18.9", "alpine", "3.18.9")]
    [InlineData("alpine312-node-legacy", "alpine", "3.12.12")]
    [InlineData("alpine320-polyglot", "alpine", "3.20.3")]
    [InlineData("amazonlinux-2023", "amzn", "2023")]
    [InlineData("busybox-musl", null, null)]
    [InlineData("distroless-base-debian12", "debian", "12")]
    [InlineData("dpkgdb-deb12-states", "debian", "12")]
    [InlineData("dpkgdb-ubuntu-18.04", "ubuntu", "18.04")]
    [InlineData("fedora-bdb", "fedora-modular", "26")]
    [InlineData("fx-scancode-distroless-base", "debian", "11")]
    [InlineData("fx-snyk-dockergoof", "debian", "8")]
    [InlineData("fx-trivy-alpine-3.10", "alpine", "3.10.2")]
    [InlineData("fx-trivy-image3-gz-layers", "alpine", "3.10.1")]
    [InlineData("osid-centos_6", "centos", "6.9")]
    [InlineData("osid-debian_unstable", "debian", "")]
    [InlineData("osid-oraclelinux_5_11", "ol", "5.11")]
    [InlineData("osid-os_release_corrupt", "ubuntu", "18.04")]
    [InlineData("osid-ubuntu_10_04", "ubuntu", "10.04")]
    [InlineData("rpmdb-libuuid", "centos", "7")]
    [InlineData("rpmlint-installed-ndb", "opensuse-leap", "15.1")]
    [InlineData("sles-15.3-bci", "sles", "15.3")]
    [InlineData("tricky-names", "alpine", "3.18.9")]
    [InlineData("tricky-whiteouts", "alpine", "3.18.9")]
    [InlineData("ubi-8.6", "rhel", "8.6")]
    [InlineData("wolfi-glibc", "wolfi", "20230201")]
    public async Task Packages_and_distribution_equal_the_truth(string image, string? id, string? version)
    {
        RecordingSink found = await Inspect(SharedData.Require($"corpus/images/{image}.tar.gz"));

        Assert.Equal(
            Truth(image).Concat(MissingInTruth(image)).Order(StringComparer.Ordinal),
            found.Packages.Select(Describe).Order(StringComparer.Ordinal));
        Distribution? distribution = found.Distributions.MaxBy(said => said.Weight);
        Assert.Equal((id, version), (distribution?.Id, distribution?.VersionId));
        Assert.Equal(image == "osid-os_release_corrupt" ? 1 : 0, found.Problems.Count);
    }

    private static string Describe(Package package)
    {
        // For rpm the truth keeps the source's file name, without an epoch.
        string source = package.Ecosystem == RpmEcosystem.Name
            ? $"{SourceRpm(package)} "
            : $"{package.SourceName} {package.SourceVersion}";
        return $"{package.Name} {package.Version} {package.Architecture ?? "(none)"} {source}";
    }

    private static string SourceRpm(Package package) => package.SourceName is null
        ? "(none)"
        : $"{package.SourceName}-{RpmSource.SplitEpoch(package.SourceVersion!).Version}.src.rpm";

    private static IEnumerable<string> Truth(string image)
    {
        string path = Path.Combine(SharedData.Require("corpus/truth"), $"{image}.tsv");
        return File.Exists(path) ? File.ReadLines(path).Select(line => line.Replace('\t', ' ')) : [];
    }

    // The rpm that wrote the truth skips a header whose signature it cannot parse ("skipping h# 12 ... invalid OpenPGP
    // signature"); "rpm -qa --nosignature" lists it. A package does not go away because its signature is bad.
    private static string[] MissingInTruth(string image) =>
        image == "rpmlint-installed-ndb" ? ["hello 2.0-1 x86_64 hello-2.0-1.src.rpm "] : [];

    private static async Task<RecordingSink> Inspect(string archive)
    {
        var all = new RecordingSink(LayerPath.Root, new InspectorId("tests/corpus"));
        Predicate<LayerPath> wanted = path => Inspectors.Any(inspector => IsWanted(inspector, path));
        foreach ((LayerPath path, byte[] content) in FlattenedImage.Read(archive, wanted))
        {
            foreach (IInspector inspector in Inspectors.Where(inspector => IsWanted(inspector, path)))
            {
                await inspector.InspectAsync(new FileView(path, content), all, TestContext.Current.CancellationToken);
            }
        }

        return all;
    }

    private static bool IsWanted(IInspector inspector, LayerPath path) =>
        inspector.Wants.Globs.Any(glob => Matches(glob, path));

    // The patterns of OS packages are whole paths, with one '*' in the last segment at most.
    private static bool Matches(string glob, LayerPath path)
    {
        string text = path.ToString();
        int star = glob.IndexOf('*', StringComparison.Ordinal);
        (string before, string after) = star < 0 ? (glob, string.Empty) : (glob[..star], glob[(star + 1)..]);
        return star >= 0
            ? text.StartsWith(before, StringComparison.Ordinal)
                && text.EndsWith(after, StringComparison.Ordinal)
                && !text.AsSpan(before.Length).Contains('/')
            : text == glob;
    }
}
