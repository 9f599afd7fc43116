using Skep.Core;
using Skep.Packages.Python;
using Skep.Packages.Tests.Java;
using Skep.Testing;

namespace Skep.Packages.Tests.Python;

public sealed class PythonEggInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new PythonEggInspector();

    protected override string SamplePath => "usr/lib/python2.7/site-packages/comb-1.0-py2.7.egg";

    protected override byte[] Sample => new JarBuilder()
        .Add("comb/__init__.py", "x = 1")
        .Add("EGG-INFO/PKG-INFO", "Metadata-Version: 1.0\nName: comb\nVersion: 1.0\n")
        .Build();

    [Fact]
    public async Task Metadata_inside_is_read()
    {
        Package package = Assert.Single((await Inspect(Sample)).Packages);

        Assert.Equal(("pypi", "comb", "1.0"), (package.Ecosystem.Value, package.Name, package.Version));
    }

    [Fact]
    public async Task Archive_without_metadata_is_a_problem() =>
        Assert.Equal(
            "egg without EGG-INFO/PKG-INFO",
            Assert.Single((await Inspect(new JarBuilder().Add("a", "b").Build())).Problems).Message);
}
