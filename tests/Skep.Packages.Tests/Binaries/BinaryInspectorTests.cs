using System.Text;
using Skep.Core;
using Skep.Packages.Binaries;
using Skep.Packages.Tests.Binaries.Elf;
using Skep.Testing;

namespace Skep.Packages.Tests.Binaries;

public sealed class BinaryInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new BinaryInspector(Classifiers.All);

    protected override byte[] Sample => Program("nginx version: nginx/1.22.1\0");

    protected override string SamplePath => "usr/sbin/nginx";

    [Fact]
    public async Task Advisories_find_it_under_all_its_names()
    {
        byte[] file = Program("Apache/2.4.57 (Unix)\0");
        RecordingSink found = await Inspect(file, CancellationToken.None, "usr/sbin/httpd");

        Assert.Equal(["apache", "cpe:2.3:a:apache:http_server"], Assert.Single(found.Packages).OtherNames);
    }

    [Fact]
    public async Task Version_in_the_code_is_not_looked_at()
    {
        byte[] file = new ElfWriter()
            .Add(".text", "nginx version: nginx/1.0.0\0"u8.ToArray(), ElfWriter.Allocated | ElfWriter.Executable)
            .Add(".rodata", new byte[16])
            .Build();

        Assert.Empty((await Inspect(file)).Packages);
    }

    [Fact]
    public async Task Program_without_a_section_table_is_searched_whole()
    {
        byte[] file = new ElfWriter { WithoutSections = true }
            .Add(".rodata", Encoding.ASCII.GetBytes("nginx version: nginx/1.22.1\0"))
            .Build();

        Assert.Equal("1.22.1", Assert.Single((await Inspect(file)).Packages).Version);
    }

    [Fact]
    public async Task Other_program_of_the_same_name_is_not_reported()
    {
        byte[] file = Go.GoProgram.Inline("go1.22.3", "mod\texample.org/someone/vault\tv9.9.9\t\n");

        Assert.Empty((await Inspect(file, CancellationToken.None, "usr/local/bin/vault")).Packages);
    }

    [Theory]
    [InlineData("mod\tgithub.com/hashicorp/vault\t(devel)\t\ndep\tgithub.com/hashicorp/vault/api\tv1.9.2\t\n")]
    [InlineData("mod\tgithub.com/hashicorp/vault\tv1.14.4-0.20230901120000-37fd2db02f7b\t\n")]
    [InlineData("mod\texample.org/vault\t(devel)\t\ndep\tgithub.com/hashicorp/vault/api\tv1.9.2\t\n")]
    public async Task Version_of_a_part_or_of_a_commit_is_not_the_version_of_a_program_in_Go(string modules)
    {
        byte[] file = Go.GoProgram.Inline("go1.22.3", modules);

        Assert.Empty((await Inspect(file, CancellationToken.None, "usr/local/bin/vault")).Packages);
    }

    [Fact]
    public async Task Sections_that_all_cover_the_file_are_searched_only_once()
    {
        const int Claims = 200;
        var elf = new ElfWriter();
        byte[] body = new byte[64 * 1024];
        elf.Add(".rodata", body);
        for (int i = 0; i < Claims; i++)
        {
            elf.Add(".data", [0]);
        }

        byte[] file = elf.Build();
        for (int row = file.Length - (64 * (Claims + 1)); row < file.Length - 64; row += 64)
        {
            file.AsSpan(row + 24, 8).Clear();
            file.AsSpan(row + 32, 8).Fill(0x7f);
        }

        Assert.Empty((await Inspect(file)).Packages);
    }

    private static byte[] Program(string text) =>
        new ElfWriter().Add(".text", new byte[32], 6).Add(".rodata", Encoding.ASCII.GetBytes(text)).Build();
}
