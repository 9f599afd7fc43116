using Skep.Core;
using Skep.Testing;

namespace Skep.Secrets.Tests.Corpus;

/// <summary>Every hit in the clean images of the corpus, judged by hand.</summary>
/// <remarks>
/// There is none. One that is not listed fails the test: look at it, mend the rule or add the line.
/// </remarks>
public sealed class PrecisionTests
{
    private static readonly (string Image, string Rule, int Count, bool IsTrue)[] Judged = [];

    [Fact]
    public void Hits_in_clean_images_are_the_judged_ones()
    {
        var seen = new List<(string Image, string Rule, int Count)>();
        IEnumerable<string> archives = Directory
            .EnumerateFiles(SharedData.Require("corpus/images"), "*.tar.gz")
            .Where(file => !file.Contains("fx-snyk-node-removed", StringComparison.Ordinal)); // an OCI layout
        foreach (string archive in archives.Order(StringComparer.Ordinal))
        {
            var hits = new List<string>();
            foreach ((LayerPath path, byte[] content) in FlattenedImage.Read(archive))
            {
                hits.AddRange(ScannedFile.Run(content, path.ToString()).Sightings.Select(sighting =>
                    sighting.Rule.Value));
            }

            string image = Path.GetFileName(archive).Replace(".tar.gz", string.Empty, StringComparison.Ordinal);
            seen.AddRange(hits.GroupBy(rule => rule).OrderBy(rules => rules.Key, StringComparer.Ordinal)
                .Select(rules => (image, rules.Key, rules.Count())));
        }

        int all = seen.Sum(hit => hit.Count);
        int right = Judged.Where(hit => hit.IsTrue).Sum(hit => hit.Count);
        TestContext.Current.TestOutputHelper?.WriteLine($"{all} hits in the clean images, {right} of them real");
        Assert.Equal(Judged.Select(hit => (hit.Image, hit.Rule, hit.Count)), seen);
    }
}
