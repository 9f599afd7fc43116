using System.Text;
using Skep.Core;
using Skep.Packages.Conda;
using Skep.Testing;

namespace Skep.Packages.Tests.Conda;

public sealed class CondaMetaInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new CondaMetaInspector();

    protected override string SamplePath => "opt/conda/conda-meta/openssl-1.1.1k-h27cfd23_0.json";

    protected override byte[] Sample =>
        """
        {"build": "h27cfd23_0", "channel": "https://repo.anaconda.com/pkgs/main/linux-64", "depends": [],
         "files": ["bin/openssl", "lib/libssl.so.1.1", 7, "../../../../etc/x"],
         "license": "OpenSSL", "name": "openssl", "subdir": "linux-64", "version": "1.1.1k"}
        """u8.ToArray();

    [Fact]
    public async Task Record_of_a_package_is_read()
    {
        RecordingSink found = await Inspect(Sample);

        Assert.Equal(["openssl 1.1.1k"], Names(found));
        Assert.All(found.Packages, package => Assert.Equal(PackageEvidence.Installed, package.Evidence));
    }

    [Fact]
    public async Task Files_of_a_package_are_its_own() => Assert.Equal(
        ["opt/conda/bin/openssl", "opt/conda/lib/libssl.so.1.1", "etc/x"],
        Assert.Single((await Inspect(Sample)).Owned).Paths.Select(path => path.ToString()));

    [Fact]
    public async Task Record_without_a_version_is_a_problem() =>
        Assert.Equal(
            "conda record without a name and a version",
            Assert.Single((await InspectText("{\"name\": \"x\"}")).Problems).Message);

    [Fact]
    public async Task Nesting_ten_thousand_deep_is_a_problem() =>
        Assert.Equal("not valid JSON", Assert.Single((await InspectText(new string('[', 10_000))).Problems).Message);

    private Task<RecordingSink> InspectText(string text) => Inspect(Encoding.UTF8.GetBytes(text));

    private static IEnumerable<string> Names(RecordingSink found) =>
        found.Packages.Select(p => $"{p.Name} {p.Version}{(p.IsDevelopment ? " dev" : string.Empty)}");
}
