using Skep.Core;
using Skep.Packages.Go;
using Skep.Testing;

namespace Skep.Packages.Tests.Go;

public sealed class GoSumInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new GoSumInspector();

    protected override string SamplePath => "src/go.sum";

    protected override byte[] Sample =>
        """
        golang.org/x/text v0.3.0/go.mod h1:aaaa=
        golang.org/x/text v0.3.7 h1:bbbb=
        golang.org/x/text v0.3.7/go.mod h1:cccc=
        golang.org/x/text v0.3.10 h1:dddd=
        golang.org/x/text v0.3.9 h1:eeee=
        gopkg.in/yaml.v2 v2.2.8 h1:ffff=
        example.org/never/built v1.0.0/go.mod h1:gggg=
        """u8.ToArray();

    [Fact]
    public async Task Newest_version_of_every_module_with_content_is_listed()
    {
        RecordingSink found = await Inspect(Sample);

        Assert.Equal(
            ["golang.org/x/text v0.3.10", "gopkg.in/yaml.v2 v2.2.8"],
            found.Packages.Select(p => $"{p.Name} {p.Version}"));
        Assert.All(found.Packages, package => Assert.Equal(PackageEvidence.Declared, package.Evidence));
    }

    [Fact]
    public async Task Module_cache_is_not_asked_what_it_would_need() => Assert.Empty(
        (await Inspect(Sample, default, "go/pkg/mod/example.org/a@v1.0.0/go.sum")).Packages);

    [Fact]
    public async Task Line_without_a_module_is_a_problem() => Assert.Equal(
        "1 lines that name no module were not read",
        Assert.Single((await Inspect("what\nexample.org/a v1.0.0 h1:a=\n"u8.ToArray())).Problems).Message);
}
