using System.Text;
using Skep.Core;
using Skep.Packages.DotNet;
using Skep.Testing;

namespace Skep.Packages.Tests.DotNet;

public sealed class PackagesConfigInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new PackagesConfigInspector();

    protected override string SamplePath => "srv/packages.config";

    protected override byte[] Sample =>
        """
        <?xml version="1.0" encoding="utf-8"?>
        <packages>
          <package id="Newtonsoft.Json" version="6.0.4" targetFramework="net45" />
          <package id="StyleCop" version="1.0.0" developmentDependency="true" />
        </packages>
        """u8.ToArray();

    [Fact]
    public async Task Packages_are_listed_with_development()
    {
        RecordingSink found = await Inspect(Sample);

        Assert.Equal(["Newtonsoft.Json 6.0.4", "StyleCop 1.0.0 dev"], Names(found));
        Assert.All(found.Packages, package => Assert.Equal(PackageEvidence.Installed, package.Evidence));
    }

    [Fact]
    public async Task Entity_bomb_does_not_go_off() =>
        Assert.Single((await InspectText(
            "<!DOCTYPE p [<!ENTITY a \"xxxxxxxxxx\"><!ENTITY b \"&a;&a;&a;\">]><packages>&b;</packages>")).Problems);

    [Fact]
    public async Task Nesting_ten_thousand_deep_is_survived() =>
        Assert.Empty((await InspectText(string.Concat(Enumerable.Repeat("<a>", 10_000)))).Packages);

    private Task<RecordingSink> InspectText(string text) => Inspect(Encoding.UTF8.GetBytes(text));

    private static IEnumerable<string> Names(RecordingSink found) =>
        found.Packages.Select(p => $"{p.Name} {p.Version}{(p.IsDevelopment ? " dev" : string.Empty)}");
}
