using System.Text;
using Skep.Core;
using Skep.Packages.Swift;
using Skep.Testing;

namespace Skep.Packages.Tests.Swift;

public sealed class PackageResolvedInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new PackageResolvedInspector();

    protected override string SamplePath => "app/Package.resolved";

    protected override byte[] Sample =>
        """
        {
          "pins": [
            {"identity": "swift-nio", "location": "https://github.com/apple/swift-nio.git",
             "state": {"revision": "00", "version": "2.10.0"}},
            {"identity": "main", "location": "https://github.com/x/main", "state": {"branch": "main", "revision": "00"}}
          ],
          "version": 2
        }
        """u8.ToArray();

    [Fact]
    public async Task Pins_with_a_version_are_listed()
    {
        RecordingSink found = await Inspect(Sample);

        Assert.Equal(["github.com/apple/swift-nio 2.10.0"], Names(found));
        Assert.All(found.Packages, package => Assert.Equal(PackageEvidence.Declared, package.Evidence));
    }

    [Fact]
    public async Task First_format_keeps_its_pins_deeper() =>
        Assert.Equal(
            ["github.com/apple/swift-nio 2.10.0"],
            Names(await InspectText(
                """
                {"object": {"pins": [{"package": "nio", "repositoryURL": "git@github.com:apple/swift-nio.git",
                 "state": {"branch": null, "version": "2.10.0"}}]}, "version": 1}
                """)));

    [Fact]
    public async Task Nesting_ten_thousand_deep_is_a_problem() =>
        Assert.Equal("not valid JSON", Assert.Single((await InspectText(new string('[', 10_000))).Problems).Message);

    private Task<RecordingSink> InspectText(string text) => Inspect(Encoding.UTF8.GetBytes(text));

    private static IEnumerable<string> Names(RecordingSink found) =>
        found.Packages.Select(p => $"{p.Name} {p.Version}{(p.IsDevelopment ? " dev" : string.Empty)}");
}
