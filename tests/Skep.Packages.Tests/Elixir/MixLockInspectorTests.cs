using System.Text;
using Skep.Core;
using Skep.Packages.Elixir;
using Skep.Testing;

namespace Skep.Packages.Tests.Elixir;

public sealed class MixLockInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new MixLockInspector();

    protected override string SamplePath => "app/mix.lock";

    protected override byte[] Sample =>
        """
        %{
          "phoenix": {:hex, :phoenix, "1.6.0", "00", [:mix], [{:plug, "~> 1.10", [hex: :plug]}], "hexpm", "11"},
          "renamed": {:hex, :original, "2.0.0-rc.1", "00", [:rebar3], [], "hexpm", "11"},
          "own": {:git, "https://example.org/own.git", "abc", []},
        }
        """u8.ToArray();

    [Fact]
    public async Task Releases_of_hex_are_listed()
    {
        RecordingSink found = await Inspect(Sample);

        Assert.Equal(["phoenix 1.6.0", "original 2.0.0-rc.1"], Names(found));
        Assert.All(found.Packages, package => Assert.Equal(PackageEvidence.Declared, package.Evidence));
    }

    [Fact]
    public async Task Entry_without_a_version_is_a_problem() =>
        Assert.Equal(
            "1 entries without a readable name and version",
            Assert.Single((await InspectText("\"x\": {:hex, :x, nil, ")).Problems).Message);

    private Task<RecordingSink> InspectText(string text) => Inspect(Encoding.UTF8.GetBytes(text));

    private static IEnumerable<string> Names(RecordingSink found) =>
        found.Packages.Select(p => $"{p.Name} {p.Version}{(p.IsDevelopment ? " dev" : string.Empty)}");
}
