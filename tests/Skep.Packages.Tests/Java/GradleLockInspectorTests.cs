using System.Text;
using Skep.Core;
using Skep.Packages.Java;
using Skep.Testing;

namespace Skep.Packages.Tests.Java;

public sealed class GradleLockInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new GradleLockInspector();

    protected override string SamplePath => "app/gradle.lockfile";

    protected override byte[] Sample =>
        """
        # This is a Gradle generated file
        com.google.guava:guava:28.1-jre=compileClasspath,runtimeClasspath
        junit:junit:4.12=testCompileClasspath,testRuntimeClasspath
        empty=annotationProcessor
        """u8.ToArray();

    [Fact]
    public async Task Coordinates_are_listed()
    {
        RecordingSink found = await Inspect(Sample);

        Assert.Equal(["com.google.guava:guava 28.1-jre", "junit:junit 4.12 dev"], Names(found));
        Assert.All(found.Packages, package => Assert.Equal(PackageEvidence.Declared, package.Evidence));
    }

    [Fact]
    public async Task Line_without_a_version_is_a_problem() =>
        Assert.Equal(
            "1 entries without a readable name and version",
            Assert.Single((await InspectText("a:b=x")).Problems).Message);

    private Task<RecordingSink> InspectText(string text) => Inspect(Encoding.UTF8.GetBytes(text));

    private static IEnumerable<string> Names(RecordingSink found) =>
        found.Packages.Select(p => $"{p.Name} {p.Version}{(p.IsDevelopment ? " dev" : string.Empty)}");
}
