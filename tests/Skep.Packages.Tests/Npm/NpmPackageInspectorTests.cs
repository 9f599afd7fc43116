using System.Text;
using Skep.Core;
using Skep.Packages.Npm;
using Skep.Testing;

namespace Skep.Packages.Tests.Npm;

public sealed class NpmPackageInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new NpmPackageInspector();

    protected override string SamplePath => "app/node_modules/@skep/comb/package.json";

    protected override byte[] Sample =>
        """
        {
          "scripts": {"test": "node test.js", "nested": [{"name": "not-this", "version": "9"}]},
          "name": "@skep/comb",
          "version": "1.2.3",
          "license": "MIT",
          "dependencies": {"ms": "^2.0.0"}
        }
        """u8.ToArray();

    [Fact]
    public async Task Name_version_and_licence_of_the_outermost_object_are_read()
    {
        Package package = Assert.Single((await Inspect(Sample)).Packages);

        Assert.Equal(("npm", "@skep/comb", "1.2.3"), (package.Ecosystem.Value, package.Name, package.Version));
        Assert.Equal(["MIT"], package.Licenses);
        Assert.Equal(SamplePath, package.Location);
        Assert.Equal(PackageEvidence.Installed, package.Evidence);
    }

    [Theory]
    [InlineData("""{"name":"a","version":"1","license":{"type":"ISC","url":"x"}}""", "ISC")]
    [InlineData("""{"name":"a","version":"1","licenses":[{"type":"MIT","url":"x"},{"type":"ISC"}]}""", "MIT,ISC")]
    [InlineData("""{"name":"a","version":"1","license":["MIT","BSD"]}""", "MIT,BSD")]
    [InlineData("""{"license":null,"name":"a","version":"1"}""", "")]
    public async Task Every_form_of_the_licence_field_is_understood(string json, string licenses)
    {
        Package package = Assert.Single((await InspectText(json)).Packages);

        Assert.Equal(licenses, string.Join(',', package.Licenses));
    }

    [Fact]
    public async Task Byte_order_mark_is_skipped() =>
        Assert.Single((await Inspect([0xef, 0xbb, 0xbf, .. Sample])).Packages);

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("""{"type":"module"}""")]
    [InlineData("""{"name":"a"}""")]
    [InlineData("""{"name":"a","version":1}""")]
    [InlineData("""{"name":["a"],"version":"1.0.0"}""")]
    [InlineData("""{"name":"two words","version":"1.0.0"}""")]
    [InlineData("""{"name":"","version":"1.0.0"}""")]
    [InlineData("[]")]
    [InlineData("3")]
    public async Task File_that_names_no_package_is_no_finding_and_no_problem(string json)
    {
        RecordingSink found = await InspectText(json);

        Assert.Empty(found.Packages);
        Assert.Empty(found.Problems);
    }

    [Theory]
    [InlineData("""{"name": "x", """)]
    [InlineData("""{"name": "x" "version": "1"}""")]
    [InlineData("not json")]
    public async Task Broken_file_is_a_problem(string json)
    {
        RecordingSink found = await InspectText(json);

        Assert.Empty(found.Packages);
        Assert.Equal("package.json is not valid JSON", Assert.Single(found.Problems).Message);
    }

    [Fact]
    public async Task Text_that_is_no_unicode_is_a_problem()
    {
        byte[] json = [.. "{\"name\":\"x"u8, 0xff, .. "\",\"version\":\"1\"}"u8];

        Assert.Single((await Inspect(json)).Problems);
    }

    [Fact]
    public async Task Nesting_ten_thousand_deep_is_a_problem()
    {
        RecordingSink found = await InspectText("{\"a\":" + new string('[', 10_000) + new string(']', 10_000) + "}");

        Assert.Single(found.Problems);
    }

    private Task<RecordingSink> InspectText(string json) => Inspect(Encoding.UTF8.GetBytes(json));
}
