using System.Text;
using Skep.Core;
using Skep.Packages.Elixir;
using Skep.Testing;

namespace Skep.Packages.Tests.Elixir;

public sealed class BeamApplicationInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new BeamApplicationInspector();

    protected override string SamplePath => "app/lib/plug-1.12.0/ebin/plug.app";

    protected override byte[] Sample =>
        """
        {application,plug,
                     [{description,"Composable modules"},
                      {vsn,"1.12.0"},
                      {modules,['Elixir.Plug']}]}.
        """u8.ToArray();

    [Fact]
    public async Task Name_and_version_of_the_term_are_read()
    {
        RecordingSink found = await Inspect(Sample);

        Assert.Equal(["plug 1.12.0"], Names(found));
        Assert.All(found.Packages, package => Assert.Equal(PackageEvidence.Installed, package.Evidence));
    }

    [Fact]
    public async Task Term_without_a_version_is_a_problem() =>
        Assert.Equal(
            "application resource file without a name and a version",
            Assert.Single((await InspectText("{application, x, []}.")).Problems).Message);

    private Task<RecordingSink> InspectText(string text) => Inspect(Encoding.UTF8.GetBytes(text));

    private static IEnumerable<string> Names(RecordingSink found) =>
        found.Packages.Select(p => $"{p.Name} {p.Version}{(p.IsDevelopment ? " dev" : string.Empty)}");
}
