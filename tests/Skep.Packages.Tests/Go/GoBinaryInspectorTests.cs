using Skep.Core;
using Skep.Packages.Go;
using Skep.Testing;

namespace Skep.Packages.Tests.Go;

public sealed class GoBinaryInspectorTests : InspectorContract
{
    private const string Modules =
        "path\texample.org/tool/cmd/tool\n" +
        "mod\texample.org/tool\t(devel)\t\n" +
        "dep\texample.org/one\tv1.2.3\th1:x=\n" +
        "dep\texample.org/two\tv0.1.0\n" +
        "=>\texample.org/fork\tv0.1.1\th1:y=\n" +
        "dep\texample.org/three\tv0.0.0\n" +
        "=>\t./staging/three\t(devel)\t\n" +
        "build\t-compiler=gc\n" +
        "build\tvcs.revision=37fd2db\n";

    private static readonly string[] Expected =
    [
        "stdlib go1.22.3",
        "example.org/tool (devel)",
        "example.org/one v1.2.3",
        "example.org/fork v0.1.1",
        "example.org/three (devel)",
    ];

    protected override IInspector Inspector => new GoBinaryInspector();

    protected override byte[] Sample => GoProgram.Inline("go1.22.3", Modules);

    protected override string SamplePath => "usr/local/bin/tool";

    protected override int SampleMode => 0b111_101_101;

    [Fact]
    public async Task Toolchain_main_module_and_dependencies_are_listed()
    {
        RecordingSink found = await Inspect(Sample);

        Assert.Equal(Expected, found.Packages.Select(p => $"{p.Name} {p.Version}"));
        Assert.All(found.Packages, p => Assert.Equal(PackageEvidence.Binary, p.Evidence));
        Assert.Equal("main module, commit 37fd2db", found.Packages[1].Note);
        Assert.Equal("replaces example.org/two", found.Packages[3].Note);
        Assert.Equal("replaced by the directory ./staging/three", found.Packages[4].Note);
    }

    [Theory]
    [InlineData("-ldflags=\"-s -w -X main.version=1.2.3 -X main.commit=abc\"", "v1.2.3")]
    [InlineData("-ldflags=\"-X 'example.org/tool/cmd.Version=v1.2.3-rc.1'\"", "v1.2.3-rc.1")]
    [InlineData("-ldflags=\" \\t-X \\\"x.BuildVersion=20.10.24+dfsg1\\\"\"", "v20.10.24")]
    [InlineData("-ldflags=\"-X main.commit=1.2.3 -X main.version=dev\"", "(devel)")]
    public async Task Main_module_without_a_version_takes_the_one_the_linker_was_told(string flags, string expected)
    {
        byte[] file = GoProgram.Inline("go1.22.3", $"mod\texample.org/tool\t(devel)\t\nbuild\t{flags}\n");
        RecordingSink found = await Inspect(file);

        Assert.Equal(expected, found.Packages[^1].Version);
    }

    [Fact]
    public async Task Record_is_found_without_a_section_table()
    {
        RecordingSink found = await Inspect(GoProgram.Inline("go1.22.3", Modules, withoutSections: true));

        Assert.Equal(Expected, found.Packages.Select(p => $"{p.Name} {p.Version}"));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Pointers_of_the_older_format_are_followed(bool is64, bool isLittleEndian)
    {
        RecordingSink found = await Inspect(GoProgram.Pointed("go1.22.3", Modules, is64, isLittleEndian));

        Assert.Equal(Expected, found.Packages.Select(p => $"{p.Name} {p.Version}"));
        Assert.Empty(found.Problems);
    }

    [Theory]
    [InlineData("go1.19.4 X:boringcrypto", "go1.19.4")]
    [InlineData("go1.25.4-X:nodwarf5", "go1.25.4")]
    [InlineData("devel go1.20-f4a5eb1 Tue Nov 1 00:00:00 2022", "go1.20-f4a5eb1")]
    public async Task Toolchain_is_named_without_its_experiments(string written, string expected)
    {
        RecordingSink found = await Inspect(GoProgram.Inline(written, string.Empty));

        Assert.Equal(expected, Assert.Single(found.Packages).Version);
    }

    [Fact]
    public async Task Build_information_that_points_nowhere_is_a_problem()
    {
        byte[] file = GoProgram.Pointed("go1.17", Modules);
        int record = file.AsSpan().IndexOf(" Go buildinf:"u8) - 1;
        file.AsSpan(record + 16, 8).Fill(0xee);
        RecordingSink found = await Inspect(file);

        Assert.Empty(found.Packages);
        Assert.Equal("Go build information is damaged", Assert.Single(found.Problems).Message);
    }

    [Fact]
    public async Task Packed_program_is_said_to_be_unread()
    {
        byte[] file = [.. "\u007fELF\u0002\u0001"u8, .. new byte[200], .. "UPX!"u8, .. new byte[100]];
        RecordingSink found = await Inspect(file);

        Assert.StartsWith("packed with UPX", Assert.Single(found.Problems).Message);
    }

    [Fact]
    public async Task Program_in_another_language_gives_nothing()
    {
        byte[] file = new Binaries.Elf.ElfWriter().Add(".data", new byte[64], 3).Build();
        RecordingSink found = await Inspect(file);

        Assert.Empty(found.Packages);
        Assert.Empty(found.Problems);
    }
}
