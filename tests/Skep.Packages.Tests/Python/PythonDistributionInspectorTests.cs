using System.Text;
using Skep.Core;
using Skep.Packages.Python;
using Skep.Testing;

namespace Skep.Packages.Tests.Python;

public sealed class PythonDistributionInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new PythonDistributionInspector();

    protected override string SamplePath => "usr/lib/python3/site-packages/honey_comb-1.4.2.dist-info/METADATA";

    protected override byte[] Sample =>
        """
        Metadata-Version: 2.1
        Name: honey.comb
        Version: 1.4.2
        Summary: cells
        License: MIT
        Classifier: License :: OSI Approved :: Apache Software License
        Requires-Dist: wax

        Name: not-this
        Version: 9
        """u8.ToArray();

    [Fact]
    public async Task Headers_up_to_the_first_empty_line_are_read()
    {
        Package package = Assert.Single((await Inspect(Sample)).Packages);

        Assert.Equal(("pypi", "honey.comb", "1.4.2"), (package.Ecosystem.Value, package.Name, package.Version));
        Assert.Equal(["MIT"], package.Licenses);
    }

    [Theory]
    [InlineData("License-Expression: MIT OR Apache-2.0\nLicense: x", "MIT OR Apache-2.0")]
    [InlineData("License: UNKNOWN\nClassifier: License :: OSI Approved :: BSD License", "BSD License")]
    [InlineData("Classifier: License :: OSI Approved", "")]
    [InlineData("License: long\n        more text of it", "long")]
    public async Task Licence_is_taken_from_the_best_field(string headers, string licence)
    {
        Package package = Assert.Single((await InspectText($"name: a\r\nVERSION: 1\r\n{headers}\n")).Packages);

        Assert.Equal(licence, string.Join(',', package.Licenses));
    }

    [Theory]
    [InlineData("Version: 1\n", "python metadata without a valid name")]
    [InlineData("Name: a b\nVersion: 1\n", "python metadata without a valid name")]
    [InlineData("Name: a\n", "python metadata without a version")]
    [InlineData("\nName: a\nVersion: 1\n", "python metadata without a valid name")]
    public async Task Incomplete_metadata_is_a_problem(string text, string problem)
    {
        RecordingSink found = await InspectText(text);

        Assert.Empty(found.Packages);
        Assert.Equal(problem, Assert.Single(found.Problems).Message);
    }

    [Fact]
    public async Task Empty_file_is_a_placeholder() => Assert.Empty((await Inspect([])).Problems);

    private Task<RecordingSink> InspectText(string text) => Inspect(Encoding.UTF8.GetBytes(text));
}
