using System.Text;
using Skep.Core;
using Skep.Packages.Python;
using Skep.Testing;

namespace Skep.Packages.Tests.Python;

public sealed class PipfileLockInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new PipfileLockInspector();

    protected override string SamplePath => "app/Pipfile.lock";

    protected override byte[] Sample =>
        """
        {
          "_meta": {"hash": {"sha256": "00"}, "requires": {"python_version": "3.11"}},
          "default": {"flask": {"hashes": [], "version": "==2.0.1"}, "own": {"editable": true, "path": "."}},
          "develop": {"pytest": {"version": "==7.0.0"}, "flask": {"version": "==2.0.1"}}
        }
        """u8.ToArray();

    [Fact]
    public async Task Both_sections_are_listed()
    {
        RecordingSink found = await Inspect(Sample);

        Assert.Equal(["flask 2.0.1", "pytest 7.0.0 dev"], Names(found));
        Assert.All(found.Packages, package => Assert.Equal(PackageEvidence.Declared, package.Evidence));
    }

    [Fact]
    public async Task Nesting_ten_thousand_deep_is_a_problem() =>
        Assert.Equal("not valid JSON", Assert.Single((await InspectText(new string('[', 10_000))).Problems).Message);

    private Task<RecordingSink> InspectText(string text) => Inspect(Encoding.UTF8.GetBytes(text));

    private static IEnumerable<string> Names(RecordingSink found) =>
        found.Packages.Select(p => $"{p.Name} {p.Version}{(p.IsDevelopment ? " dev" : string.Empty)}");
}
