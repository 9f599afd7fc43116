using Skep.Core;
using Skep.Packages.Binaries;
using Skep.Testing;

namespace Skep.Packages.Tests.Binaries;

/// <summary>What every classifier promises, checked on its sample.</summary>
public sealed class ClassifierContract
{
    private const int DamagedSamples = 20;

    private static readonly BinaryInspector Inspector = new(Classifiers.All);

    public static TheoryData<int> Samples => [.. Enumerable.Range(0, ClassifierSamples.All.Count)];

    [Fact]
    public void Every_classifier_is_listed_in_the_order_of_its_folder()
    {
        string?[] types = [.. typeof(IBinaryClassifier).Assembly.GetTypes()
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(IBinaryClassifier)))
            .Select(type => type.FullName).Order(StringComparer.Ordinal)];

        Assert.Equal(types, Classifiers.All.Select(classifier => classifier.GetType().FullName));
    }

    [Fact]
    public void Every_product_has_a_sample() =>
        Assert.Empty(Classifiers.All.Select(c => c.Product.Name).Except(ClassifierSamples.All.Select(s => s.Product)));

    [Fact]
    public void Names_and_files_are_well_formed()
    {
        foreach (IBinaryClassifier classifier in Classifiers.All)
        {
            Assert.Matches("^[a-z0-9][a-z0-9-]*$", classifier.Product.Name);
            Assert.Equal(2, classifier.Product.Cpe.Split(':').Length);
            Assert.All(classifier.Files, glob => Assert.StartsWith("**/", glob));
            Assert.All(
                classifier.Files.SelectMany(glob => glob[3..].Split('/')),
                segment => Assert.True(segment.Count(c => c == '*') <= 1, segment));
        }

        Assert.Equal(Classifiers.All.Count, Classifiers.All.Select(c => c.Product.Name).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Sample_is_recognised(int index)
    {
        ClassifierSample sample = ClassifierSamples.All[index];
        RecordingSink found = await Inspect(sample.File);

        Package package = Assert.Single(found.Packages);
        Assert.Equal($"{sample.Product} {sample.Version}", $"{package.Name} {package.Version}");
        Assert.Equal("generic", package.Ecosystem.Value);
        Assert.Equal(PackageEvidence.Binary, package.Evidence);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Damaged_sample_is_survived(int index)
    {
        FileView sample = ClassifierSamples.All[index].File;
        for (int seed = 0; seed < DamagedSamples; seed++)
        {
            await Inspect(new FileView(sample.Path, Mutations.Damage(sample.Content.ToArray(), seed)));
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Name_alone_proves_nothing(int index)
    {
        ClassifierSample sample = ClassifierSamples.All[index];
        RecordingSink found = await Inspect(new FileView(sample.File.Path, "#!/bin/sh\necho no version\n"u8.ToArray()));

        // Where only the name says a version, the note says so.
        Assert.All(found.Packages, package => Assert.Equal("version from the path", package.Note));
    }

    private static async Task<RecordingSink> Inspect(FileView file)
    {
        var sink = new RecordingSink(file.Path, Inspector.Id);
        await Inspector.InspectAsync(file, sink, CancellationToken.None);
        return sink;
    }
}
