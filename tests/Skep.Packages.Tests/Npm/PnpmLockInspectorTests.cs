using System.Text;
using Skep.Core;
using Skep.Packages.Npm;
using Skep.Testing;

namespace Skep.Packages.Tests.Npm;

public sealed class PnpmLockInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new PnpmLockInspector();

    protected override string SamplePath => "app/pnpm-lock.yaml";

    protected override byte[] Sample =>
        """
        lockfileVersion: '9.0'
        importers:
          .:
            dependencies:
              a:
                specifier: ^1.0.0
                version: 1.0.0(react@18.0.0)
            devDependencies:
              t:
                specifier: ^1.0.0
                version: 1.0.0
        packages:
          a@1.0.0:
            resolution: {integrity: sha512-x}
          '@s/b@2.0.0':
            resolution: {integrity: sha512-x}
          t@1.0.0:
            resolution: {integrity: sha512-x}
          g@https://example.org/g.tgz:
            resolution: {tarball: https://example.org/g.tgz}
            version: 5.0.0
        snapshots:
          a@1.0.0(react@18.0.0):
            dependencies:
              '@s/b': 2.0.0
          '@s/b@2.0.0': {}
          t@1.0.0: {}
        """u8.ToArray();

    [Fact]
    public async Task Format_9_tells_development_by_reach()
    {
        RecordingSink found = await Inspect(Sample);

        Assert.Equal(["a 1.0.0", "@s/b 2.0.0", "t 1.0.0 dev", "g 5.0.0 dev"], Names(found));
        Assert.All(found.Packages, package => Assert.Equal(PackageEvidence.Declared, package.Evidence));
    }

    [Theory]
    [InlineData("lockfileVersion: 5.4\npackages:\n  /@s/a/1.0.0_r@18.0.0:\n    dev: true\n  /b/2.0.0: {}\n")]
    [InlineData("lockfileVersion: '6.0'\npackages:\n  /@s/a@1.0.0(r@18.0.0):\n    dev: true\n  /b@2.0.0: {}\n")]
    public async Task Older_formats_name_packages_in_other_ways(string text) =>
        Assert.Equal(["@s/a 1.0.0 dev", "b 2.0.0"], Names(await InspectText(text)));

    [Fact]
    public async Task Aliases_are_refused() => Assert.Equal(
        "YAML with aliases, which no lock file has",
        Assert.Single((await InspectText("a: &a [x, x]\nb: [*a, *a]\n")).Problems).Message);

    [Theory]
    [InlineData("packages: [")]
    [InlineData("a: b: c")]
    public async Task Broken_file_is_a_problem(string text) =>
        Assert.Equal("not valid YAML", Assert.Single((await InspectText(text)).Problems).Message);

    [Fact]
    public async Task Nesting_ten_thousand_deep_is_a_problem() =>
        Assert.Single((await InspectText(new string('[', 10_000))).Problems);

    private Task<RecordingSink> InspectText(string text) => Inspect(Encoding.UTF8.GetBytes(text));

    private static IEnumerable<string> Names(RecordingSink found) =>
        found.Packages.Select(p => $"{p.Name} {p.Version}{(p.IsDevelopment ? " dev" : string.Empty)}");
}
