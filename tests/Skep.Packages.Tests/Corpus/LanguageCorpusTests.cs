using Skep.Core;
using Skep.Testing;

namespace Skep.Packages.Tests.Corpus;

/// <summary>Language packages in real images against the truth files, row by row.</summary>
public sealed class LanguageCorpusTests
{
    // The truth's word for each kind of package, and ours.
    private static readonly Dictionary<string, string> Ecosystem = new()
    {
        ["npm"] = "npm",
        ["python"] = "pypi",
        ["maven"] = "maven",
        ["jar-manifest"] = "maven",
        ["nuget"] = "nuget",
        ["gem"] = "gem",
    };

    // Patterns of language packages all start with "**/" and hold one '*' in a segment at most.
    private static readonly (string[] Names, IInspector Inspector)[] Wanted =
    [
        .. from inspector in Inspectors.All
           from glob in inspector.Wants.Globs
           where glob.StartsWith("**/", StringComparison.Ordinal)
           select (glob.Split('/')[1..], inspector),
    ];

    [Theory]
    [InlineData("alma9-micro-arm64-20220527")]
    [InlineData("alpine-2.6")]
    [InlineData("alpine-3.18.9")]
    [InlineData("amazonlinux-2023")]
    [InlineData("busybox-musl")]
    [InlineData("distroless-base-debian12")]
    [InlineData("fedora-bdb")]
    [InlineData("fx-scancode-distroless-base")]
    [InlineData("fx-snyk-dockergoof")]
    [InlineData("fx-trivy-alpine-3.10")]
    [InlineData("fx-trivy-image3-gz-layers")]
    [InlineData("sles-15.3-bci")]
    [InlineData("ubi-8.6")]
    [InlineData("wolfi-glibc")]
    [InlineData("alpine312-node-legacy")]
    [InlineData("alpine320-polyglot")]
    [InlineData("fx-snyk-java")]
    [InlineData("rpmlint-installed-ndb")]
    [InlineData("tricky-links")]
    [InlineData("tricky-names")]
    [InlineData("tricky-whiteouts")]
    public async Task Language_packages_equal_the_truth(string image)
    {
        (IReadOnlyList<Package> found, IReadOnlyList<Problem> problems) = await Inspect(image);

        Assert.Equal(
            Truth(image).Order(StringComparer.Ordinal),
            found.Select(p => $"{p.Ecosystem} {p.Name} {p.Version} {p.Location}").Order(StringComparer.Ordinal));
        Assert.Equal(image is "tricky-names" ? ["bad/package.json"] : [], problems.Select(p => p.Location));
    }

    private static IEnumerable<string> Truth(string image)
    {
        string path = Path.Combine(SharedData.Require("corpus/truth"), $"{image}.lang.tsv");
        return !File.Exists(path)
            ? []
            : File.ReadLines(path)
                .Select(line => line.Split('\t'))
                .Where(cells => Ecosystem.ContainsKey(cells[0]))
                .Select(cells => $"{Ecosystem[cells[0]]} {cells[1]} {cells[2]} {cells[3]}");
    }

    private static async Task<(IReadOnlyList<Package> Found, IReadOnlyList<Problem> Problems)> Inspect(string image)
    {
        var found = new List<Package>();
        var problems = new List<Problem>();
        string archive = SharedData.Require($"corpus/images/{image}.tar.gz");
        foreach ((LayerPath path, byte[] content) in FlattenedImage.Read(archive, path => Wanting(path).Any()))
        {
            foreach (IInspector inspector in Wanting(path))
            {
                var sink = new RecordingSink(path, inspector.Id);
                await inspector.InspectAsync(new FileView(path, content), sink, TestContext.Current.CancellationToken);
                found.AddRange(sink.Packages.Where(IsInTruth));
                problems.AddRange(sink.Problems);
            }
        }

        return (found, problems);
    }

    private static bool IsInTruth(Package package) =>
        package.Evidence is PackageEvidence.Installed && Ecosystem.ContainsValue(package.Ecosystem.Value);

    private static IEnumerable<IInspector> Wanting(LayerPath path)
    {
        string[] names = path.ToString().Split('/');
        return Wanted.Where(wanted => Matches(wanted.Names, names)).Select(wanted => wanted.Inspector).Distinct();
    }

    private static bool Matches(string[] wanted, string[] names) =>
        names.Length >= wanted.Length
        && wanted.Zip(names.AsEnumerable().Skip(names.Length - wanted.Length)).All(pair =>
            pair.First.IndexOf('*', StringComparison.Ordinal) is >= 0 and int star
                ? pair.Second.Length >= pair.First.Length - 1
                    && pair.Second.StartsWith(pair.First[..star], StringComparison.Ordinal)
                    && pair.Second.EndsWith(pair.First[(star + 1)..], StringComparison.Ordinal)
                : pair.First == pair.Second);
}
