using Skep.Core;
using Skep.Packages.Debian;
using Skep.Testing;

namespace Skep.Packages.Tests.Debian;

public sealed class DpkgSumsInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new DpkgSumsInspector();

    protected override string SamplePath => "var/lib/dpkg/info/libc6:amd64.md5sums";

    protected override byte[] Sample => """
        07d31e7e63800ab1b7966980709c51eb  usr/bin/ldd
        17d31e7e63800ab1b7966980709c51eb  usr/share/doc/libc6/copyright
        27d31e7e63800ab1b7966980709c51eb  lib/x86_64-linux-gnu/libc.so.6

        """u8.ToArray();

    [Fact]
    public async Task Sums_of_programs_are_claimed_and_of_documents_not()
    {
        ClaimedDigests claims = Assert.Single((await Inspect(Sample)).Claims);

        Assert.Equal(("libc6", "md5", 2), (claims.Package, claims.Algorithm, claims.Files.Count));
        Assert.Equal(PathHash.Of("usr/bin/ldd"), claims.Files[0].Path);
        Assert.Equal("07D31E7E63800AB1B7966980709C51EB", Convert.ToHexString(claims.Files[0].Hash));
    }

    [Fact]
    public async Task Diversions_say_whose_file_lies_there()
    {
        RecordingSink found = await Inspect(
            "/usr/bin/man\n/usr/bin/man.REAL\n:\n/bin/sh\n/bin/sh.distrib\ndash\n/x\n"u8.ToArray(),
            default,
            "var/lib/dpkg/diversions");

        Assert.Equal([":", "dash"], found.Claims.Select(claim => claim.Package));
        Assert.All(found.Claims, claim => Assert.Equal("diverted", claim.Algorithm));
        Assert.Equal(PathHash.Of("bin/sh"), found.Claims[1].Files[0].Path);
    }

    [Theory]
    [InlineData("07d31e7e63800ab1b7966980709c51e  usr/bin/ldd")]
    [InlineData("zzd31e7e63800ab1b7966980709c51eb  usr/bin/ldd")]
    [InlineData("07d31e7e63800ab1b7966980709c51eb  ")]
    [InlineData("07d31e7e63800ab1b7966980709c51eb")]
    public async Task What_is_no_sum_is_skipped(string line) =>
        Assert.Empty((await Inspect(System.Text.Encoding.UTF8.GetBytes(line))).Claims);
}
