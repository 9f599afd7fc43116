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

    private static readonly IInspector[] LanguageInspectors =
    [
        .. Inspectors.All.Where(i => i.Wants.Globs.Any(glob => glob.StartsWith("**/", StringComparison.Ordinal))),
    ];

    [Theory]
    [InlineData("alpine312-node-legacy")]
    [InlineData("alpine320-polyglot")]
    [InlineData("fx-snyk-java")]
    [InlineData("rpmlint-installed-ndb")]
    [InlineData("tricky-links")]
    [InlineData("tricky-names")]
    [InlineData("tricky-whiteouts")]
    public async Task Language_packages_equal_the_truth(string image)
    {
        IEnumerable<Package> found = await Inspect(SharedData.Require($"corpus/images/{image}.tar.gz"));

        Assert.Equal(
            Truth(image).Order(StringComparer.Ordinal),
            found.Select(p => $"{p.Ecosystem} {p.Name} {p.Version} {p.Location}").Order(StringComparer.Ordinal));
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

    private static async Task<IReadOnlyList<Package>> Inspect(string archive)
    {
        var found = new List<Package>();
        foreach ((LayerPath path, byte[] content) in FlattenedImage.Read(archive))
        {
            foreach (IInspector inspector in LanguageInspectors)
            {
                if (!inspector.Wants.Globs.Any(glob => Matches(glob, path)))
                {
                    continue;
                }

                var sink = new RecordingSink(path, inspector.Id);
                await inspector.InspectAsync(new FileView(path, content), sink, TestContext.Current.CancellationToken);
                found.AddRange(sink.Packages.Where(IsInTruth));
            }
        }

        return found;
    }

    private static bool IsInTruth(Package package) =>
        package.Evidence is PackageEvidence.Installed && Ecosystem.ContainsValue(package.Ecosystem.Value);

    // Patterns of language packages all start with "**/" and hold one '*' in a segment at most.
    private static bool Matches(string glob, LayerPath path)
    {
        string[] wanted = glob.Split('/')[1..];
        string[] names = path.ToString().Split('/');
        return names.Length >= wanted.Length
            && wanted.Zip(names[^wanted.Length..]).All(pair =>
                pair.First.Split('*') is [string before, string after]
                    ? pair.Second.Length >= before.Length + after.Length
                        && pair.Second.StartsWith(before, StringComparison.Ordinal)
                        && pair.Second.EndsWith(after, StringComparison.Ordinal)
                    : pair.First == pair.Second);
    }
}
