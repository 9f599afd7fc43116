using Skep.Core;
using Skep.Packages.Debian;
using Skep.Testing;

namespace Skep.Packages.Tests.Debian;

public sealed class DpkgFilesInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new DpkgFilesInspector();

    protected override string SamplePath => "var/lib/dpkg/info/libc6:amd64.list";

    protected override byte[] Sample => "/.\n/lib\n/lib/ld.so\n/usr\n/usr/lib\n/usr/lib/a\n/usr/lib/a-b\n"u8.ToArray();

    [Fact]
    public async Task Files_without_their_directories_belong_to_the_package_of_the_file_name()
    {
        RecordingSink found = await Inspect(Sample);

        OwnedFiles owned = Assert.Single(found.Owned);
        Assert.Equal("libc6", owned.Package);
        Assert.Equal(["lib/ld.so", "usr/lib/a", "usr/lib/a-b"], owned.Paths.Select(path => path.ToString()));
    }

    [Fact]
    public async Task Checksum_file_names_a_path_after_each_sum()
    {
        RecordingSink found = await Inspect(
            "07d31e7e63800ab1b7966980709c51eb  usr/lib/os-release\n"u8.ToArray(),
            default,
            "var/lib/dpkg/status.d/base-files.md5sums");

        OwnedFiles owned = Assert.Single(found.Owned);
        Assert.Equal("base-files", owned.Package);
        Assert.Equal("usr/lib/os-release", Assert.Single(owned.Paths).ToString());
    }
}
