using System.Text;
using Skep.Core;
using Skep.Packages.Npm;
using Skep.Testing;

namespace Skep.Packages.Tests.Npm;

public sealed class NpmLockInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new NpmLockInspector();

    protected override string SamplePath => "app/package-lock.json";

    protected override byte[] Sample =>
        """
        {
          "name": "app", "version": "1.0.0", "lockfileVersion": 3,
          "packages": {
            "": {"name": "app", "version": "1.0.0"},
            "packages/own": {"version": "0.1.0"},
            "node_modules/own": {"resolved": "packages/own", "link": true},
            "node_modules/ms": {"version": "2.0.0"},
            "node_modules/@s/a": {"version": "1.0.0", "dev": true},
            "node_modules/@s/a/node_modules/ms": {"version": "2.1.0", "dev": true},
            "node_modules/x/node_modules/ms": {"version": "2.0.0", "dev": true},
            "node_modules/alias": {"name": "real", "version": "3.0.0"},
            "node_modules/g": {"version": "git+ssh://git@example.org/g.git#abc"}
          }
        }
        """u8.ToArray();

    [Fact]
    public async Task Flat_format_lists_each_release_once()
    {
        RecordingSink found = await Inspect(Sample);

        Assert.Equal(["ms 2.0.0", "@s/a 1.0.0 dev", "ms 2.1.0 dev", "real 3.0.0"], Names(found));
        Assert.All(found.Packages, package => Assert.Equal(PackageEvidence.Declared, package.Evidence));
    }

    [Fact]
    public async Task Nested_format_is_followed_down()
    {
        RecordingSink found = await InspectText(
            """
            {"lockfileVersion": 1, "dependencies": {
              "a": {"version": "1.0.0", "requires": {"b": "^2.0.0"}, "dependencies": {"b": {"version": "2.0.0"}}},
              "b": {"version": "1.0.0", "dev": true},
              "c": {"version": "npm:@s/d@3.0.0"},
              "e": {"version": "file:../e"}}}
            """);

        Assert.Equal(["a 1.0.0", "b 2.0.0", "b 1.0.0 dev", "@s/d 3.0.0"], Names(found));
    }

    [Fact]
    public async Task Nesting_ten_thousand_deep_is_a_problem() =>
        Assert.Equal("not valid JSON", Assert.Single((await InspectText(new string('[', 10_000))).Problems).Message);

    private Task<RecordingSink> InspectText(string text) => Inspect(Encoding.UTF8.GetBytes(text));

    private static IEnumerable<string> Names(RecordingSink found) =>
        found.Packages.Select(p => $"{p.Name} {p.Version}{(p.IsDevelopment ? " dev" : string.Empty)}");
}
