using System.Text;
using Skep.Core;
using Skep.Packages.DotNet;
using Skep.Testing;

namespace Skep.Packages.Tests.DotNet;

public sealed class DepsJsonInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new DepsJsonInspector();

    protected override string SamplePath => "srv/App.deps.json";

    protected override byte[] Sample =>
        """
        {
          "runtimeTarget": {"name": ".NETCoreApp,Version=v8.0/linux-x64", "signature": ""},
          "targets": {
            ".NETCoreApp,Version=v8.0": {},
            ".NETCoreApp,Version=v8.0/linux-x64": {
              "App/1.0.0": {"runtime": {"App.dll": {}}},
              "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.1": {"runtime": {"System.dll": {}}},
              "Newtonsoft.Json/12.0.1": {"runtime": {"lib/Newtonsoft.Json.dll": {}}},
              "Native.Only/2.0.0": {"runtimeTargets": {"runtimes/x.so": {}}},
              "Build.Only/3.0.0": {"dependencies": {"x": "1"}}
            }
          },
          "libraries": {
            "App/1.0.0": {"type": "project", "serviceable": false, "sha512": ""},
            "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.1": {"type": "runtimepack"},
            "Newtonsoft.Json/12.0.1": {"type": "package"},
            "Native.Only/2.0.0": {"type": "package"},
            "Build.Only/3.0.0": {"type": "package"}
          }
        }
        """u8.ToArray();

    [Fact]
    public async Task Packages_with_deployed_files_are_listed()
    {
        RecordingSink found = await Inspect(Sample);

        Assert.Equal(
            ["Microsoft.NETCore.App.Runtime.linux-x64 8.0.1", "Newtonsoft.Json 12.0.1", "Native.Only 2.0.0"],
            Names(found));
        Assert.All(found.Packages, package => Assert.Equal(PackageEvidence.Installed, package.Evidence));
    }

    [Fact]
    public async Task Library_without_a_version_is_a_problem() =>
        Assert.Equal(
            "library without a name and version",
            Assert.Single((await InspectText("""{"libraries": {"Broken": {"type": "package"}}}""")).Problems).Message);

    [Fact]
    public async Task Nesting_ten_thousand_deep_is_a_problem() =>
        Assert.Equal("not valid JSON", Assert.Single((await InspectText(new string('[', 10_000))).Problems).Message);

    private Task<RecordingSink> InspectText(string text) => Inspect(Encoding.UTF8.GetBytes(text));

    private static IEnumerable<string> Names(RecordingSink found) =>
        found.Packages.Select(p => $"{p.Name} {p.Version}{(p.IsDevelopment ? " dev" : string.Empty)}");
}
