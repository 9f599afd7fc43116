using Skep.Core;
using Skep.Packages.Go;
using Skep.Testing;

namespace Skep.Packages.Tests.Go;

public sealed class GoModInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new GoModInspector();

    protected override string SamplePath => "src/go.mod";

    protected override byte[] Sample =>
        """
        module example.org/app

        go 1.21

        require github.com/pkg/errors v0.9.1 // indirect

        require (
        	golang.org/x/net v0.1.0
        	example.org/old v1.0.0
        	example.org/pinned v1.5.0
        	example.org/local v1.0.0
        )

        replace example.org/old => example.org/new v1.2.0

        replace (
        	example.org/pinned v1.5.0 => example.org/pinned v1.5.1
        	example.org/local => ../local
        )

        exclude example.org/bad v1.0.0
        """u8.ToArray();

    [Fact]
    public async Task Requirements_are_listed_as_replaced()
    {
        RecordingSink found = await Inspect(Sample);

        Assert.Equal(
            [
                "github.com/pkg/errors v0.9.1", "golang.org/x/net v0.1.0", "example.org/new v1.2.0",
                "example.org/pinned v1.5.1",
            ],
            Names(found));
        Assert.All(found.Packages, package => Assert.Equal(PackageEvidence.Declared, package.Evidence));
    }

    [Theory]
    [InlineData("go 1.21.3", true)]
    [InlineData("go 1.17", true)]
    [InlineData("go 2.0", true)]
    [InlineData("go 1.16", false)]
    [InlineData("go 1.x", false)]
    [InlineData("", false)]
    public async Task File_before_Go_1_17_is_said_to_name_only_what_it_requires_directly(string line, bool isWhole)
    {
        RecordingSink found = await Inspect(
            System.Text.Encoding.UTF8.GetBytes($"module m\n{line}\nrequire example.org/a v1.0.0\n"));

        Assert.Equal(isWhole, Assert.Single(found.Packages).Note is null);
    }

    private static IEnumerable<string> Names(RecordingSink found) =>
        found.Packages.Select(p => $"{p.Name} {p.Version}{(p.IsDevelopment ? " dev" : string.Empty)}");
}
