using System.Text;
using Skep.Core;
using Skep.Packages.DotNet;
using Skep.Testing;

namespace Skep.Packages.Tests.DotNet;

public sealed class NuGetLockInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new NuGetLockInspector();

    protected override string SamplePath => "app/packages.lock.json";

    protected override byte[] Sample =>
        """
        {
          "version": 1,
          "dependencies": {
            "net8.0": {
              "Newtonsoft.Json": {"type": "Direct", "requested": "[12.0.1, )", "resolved": "12.0.1"},
              "App.Core": {"type": "Project"}
            },
            "net48": {"Newtonsoft.Json": {"type": "Transitive", "resolved": "12.0.1"}}
          }
        }
        """u8.ToArray();

    [Fact]
    public async Task All_frameworks_are_joined()
    {
        RecordingSink found = await Inspect(Sample);

        Assert.Equal(["Newtonsoft.Json 12.0.1"], Names(found));
        Assert.All(found.Packages, package => Assert.Equal(PackageEvidence.Declared, package.Evidence));
    }

    [Fact]
    public async Task Nesting_ten_thousand_deep_is_a_problem() =>
        Assert.Equal("not valid JSON", Assert.Single((await InspectText(new string('[', 10_000))).Problems).Message);

    private Task<RecordingSink> InspectText(string text) => Inspect(Encoding.UTF8.GetBytes(text));

    private static IEnumerable<string> Names(RecordingSink found) =>
        found.Packages.Select(p => $"{p.Name} {p.Version}{(p.IsDevelopment ? " dev" : string.Empty)}");
}
