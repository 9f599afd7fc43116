using Skep.Core;
using Skep.Packages.OpenWrt;
using Skep.Testing;

namespace Skep.Packages.Tests.OpenWrt;

public sealed class OpkgStatusInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new OpkgStatusInspector();

    protected override string SamplePath => "usr/lib/opkg/status";

    protected override byte[] Sample => """
        Package: busybox
        Version: 1.36.1-1
        Depends: libc
        Status: install user installed
        Architecture: mips_24kc
        Installed-Time: 1697000000

        Package: old
        Version: 1
        Status: deinstall user not-installed
        Architecture: all

        """u8.ToArray();

    [Fact]
    public async Task Only_what_is_installed_is_listed()
    {
        Package found = Assert.Single((await Inspect(Sample)).Packages);

        Assert.Equal(("busybox", "1.36.1-1", "mips_24kc"), (found.Name, found.Version, found.Architecture));
    }
}

public sealed class OpkgFilesInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new OpkgFilesInspector();

    protected override string SamplePath => "usr/lib/opkg/info/busybox.list";

    protected override byte[] Sample => "/bin/busybox\n/bin/sh\n"u8.ToArray();

    [Fact]
    public async Task Files_belong_to_the_package_of_the_file_name()
    {
        OwnedFiles owned = Assert.Single((await Inspect(Sample)).Owned);

        Assert.Equal("busybox", owned.Package);
        Assert.Equal(["bin/busybox", "bin/sh"], owned.Paths.Select(path => path.ToString()));
    }
}
