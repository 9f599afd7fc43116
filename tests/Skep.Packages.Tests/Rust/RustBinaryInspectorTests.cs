using System.IO.Compression;
using System.Text;
using Skep.Core;
using Skep.Packages.Rust;
using Skep.Packages.Tests.Binaries.Elf;
using Skep.Testing;

namespace Skep.Packages.Tests.Rust;

public sealed class RustBinaryInspectorTests : InspectorContract
{
    private const string Crates = """
        {"packages":[
          {"name":"adler","version":"1.0.2","source":"crates.io"},
          {"name":"cc","version":"1.0.79","source":"crates.io","kind":"build"},
          {"name":"patched","version":"0.3.0","source":"git","kind":"runtime","dependencies":[0]},
          {"name":"tool","version":"0.1.0","source":"local","root":true,"dependencies":[0,2]}]}
        """;

    protected override IInspector Inspector => new RustBinaryInspector();

    protected override byte[] Sample => Program(Encoding.UTF8.GetBytes(Crates));

    protected override string SamplePath => "usr/local/bin/tool";

    protected override int SampleMode => 0b111_101_101;

    [Fact]
    public async Task Crates_in_the_program_are_listed_and_those_of_the_build_are_not()
    {
        RecordingSink found = await Inspect(Sample);

        Assert.Equal(
            ["adler 1.0.2 ", "patched 0.3.0 from a git repository", "tool 0.1.0 main crate"],
            found.Packages.Select(p => $"{p.Name} {p.Version} {p.Note}"));
        Assert.All(found.Packages, p => Assert.Equal("cargo", p.Ecosystem.Value));
    }

    [Fact]
    public async Task Bomb_is_a_problem()
    {
        RecordingSink found = await Inspect(Program(new byte[64 * 1024 * 1024]));

        Assert.Equal("the list of Rust crates is damaged or too large", Assert.Single(found.Problems).Message);
    }

    [Theory]
    [InlineData("[]", "the list of Rust crates holds no packages")]
    [InlineData("{", "the list of Rust crates is not valid JSON")]
    [InlineData("""{"packages":[{"name":"x"},7]}""", "2 entries of the list of Rust crates were not read")]
    public async Task Odd_list_is_a_problem(string json, string problem)
    {
        RecordingSink found = await Inspect(Program(Encoding.UTF8.GetBytes(json)));

        Assert.Equal(problem, Assert.Single(found.Problems).Message);
    }

    private static byte[] Program(byte[] json)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize))
        {
            zlib.Write(json);
        }

        return new ElfWriter().Add(".text", new byte[16], 6).Add(".dep-v0", packed.ToArray()).Build();
    }
}
