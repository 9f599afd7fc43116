using Skep.Core;
using Skep.Packages.Arch;
using Skep.Testing;

namespace Skep.Packages.Tests.Arch;

public sealed class PacmanDescInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new PacmanDescInspector();

    protected override string SamplePath => "var/lib/pacman/local/gcc-libs-14.1.1-1/desc";

    protected override byte[] Sample => """
        %NAME%
        gcc-libs

        %VERSION%
        14.1.1+r1+g43b730b9134-1

        %BASE%
        gcc

        %DESC%
        Runtime libraries shipped by GCC

        %ARCH%
        x86_64

        %LICENSE%
        GPL-3.0-with-GCC-exception
        GFDL-1.3-or-later

        """u8.ToArray();

    [Fact]
    public async Task Package_has_its_base_as_source()
    {
        Package found = Assert.Single((await Inspect(Sample)).Packages);

        Assert.Equal(("gcc-libs", "14.1.1+r1+g43b730b9134-1"), (found.Name, found.Version));
        Assert.Equal("x86_64", found.Architecture);
        Assert.Equal("gcc", found.SourceName);
        Assert.Equal(["GPL-3.0-with-GCC-exception", "GFDL-1.3-or-later"], found.Licenses);
    }

    [Fact]
    public async Task Record_without_a_version_is_a_problem() =>
        Assert.Equal(
            "pacman record without a version",
            Assert.Single((await Inspect("%NAME%\na\n"u8.ToArray())).Problems).Message);
}

public sealed class PacmanFilesInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new PacmanFilesInspector();

    protected override string SamplePath => "var/lib/pacman/local/gcc-libs-14.1.1-1/files";

    protected override byte[] Sample =>
        "%FILES%\nusr/\nusr/lib/\nusr/lib/libgcc_s.so.1\n\n%BACKUP%\netc/x\tabc\n"u8.ToArray();

    [Fact]
    public async Task Package_is_named_by_its_directory()
    {
        OwnedFiles owned = Assert.Single((await Inspect(Sample)).Owned);

        Assert.Equal("gcc-libs", owned.Package);
        Assert.Equal("usr/lib/libgcc_s.so.1", Assert.Single(owned.Paths).ToString());
    }
}
