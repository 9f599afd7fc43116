using System.Text;
using Skep.Core;
using Skep.Packages.Rust;
using Skep.Testing;

namespace Skep.Packages.Tests.Rust;

public sealed class CargoLockInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new CargoLockInspector();

    protected override string SamplePath => "src/Cargo.lock";

    protected override byte[] Sample =>
        """
        version = 3

        [[package]]
        name = "app"
        version = "0.1.0"
        dependencies = [
         "serde",
        ]

        [[package]]
        name = "serde"
        version = "1.0.100"
        source = "registry+https://github.com/rust-lang/crates.io-index"
        checksum = "00"
        """u8.ToArray();

    [Fact]
    public async Task Crates_with_a_source_are_listed()
    {
        RecordingSink found = await Inspect(Sample);

        Assert.Equal(["serde 1.0.100"], Names(found));
        Assert.All(found.Packages, package => Assert.Equal(PackageEvidence.Declared, package.Evidence));
    }

    [Fact]
    public async Task Broken_file_is_a_problem() =>
        Assert.Equal("not valid TOML", Assert.Single((await InspectText("[[package")).Problems).Message);

    private Task<RecordingSink> InspectText(string text) => Inspect(Encoding.UTF8.GetBytes(text));

    private static IEnumerable<string> Names(RecordingSink found) =>
        found.Packages.Select(p => $"{p.Name} {p.Version}{(p.IsDevelopment ? " dev" : string.Empty)}");
}
