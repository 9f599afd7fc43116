using Skep.Core;
using Skep.Packages.Debian;
using Skep.Testing;

namespace Skep.Packages.Tests.Debian;

public sealed class DpkgStatusInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new DpkgStatusInspector();

    protected override string SamplePath => "var/lib/dpkg/status";

    protected override byte[] Sample => """
        Package: libc6
        Status: install ok installed
        Architecture: amd64
        Multi-Arch: same
        Source: glibc
        Version: 2.36-9+deb12u14
        Description: GNU C Library
         Version: 1.0
         .
         Status: deinstall ok config-files

        Package: libgcc-s1
        Status: install ok installed
        Architecture: amd64
        Source: gcc-12 (12.2.0-14+deb12u1)
        Version: 12.2.0-14

        Package: ucf
        Status: deinstall ok config-files
        Architecture: all
        Version: 3.0043

        """u8.ToArray();

    [Fact]
    public async Task Source_package_and_its_version_are_read()
    {
        RecordingSink found = await Inspect(Sample);

        Assert.Equal(
            [
                ("libc6", "2.36-9+deb12u14", "glibc", "2.36-9+deb12u14"),
                ("libgcc-s1", "12.2.0-14", "gcc-12", "12.2.0-14+deb12u1"),
            ],
            found.Packages.Select(p => (p.Name, p.Version, p.SourceName, p.SourceVersion)));
    }

    [Theory]
    [InlineData("install ok installed", true)]
    [InlineData("hold ok installed", true)]
    [InlineData("deinstall ok installed", true)]
    [InlineData("install ok unpacked", true)]
    [InlineData("install ok half-configured", true)]
    [InlineData("install reinstreq half-installed", true)]
    [InlineData("install ok triggers-pending", true)]
    [InlineData("deinstall ok config-files", false)]
    [InlineData("purge ok config-files", false)]
    [InlineData("unknown ok not-installed", false)]
    public async Task Package_is_there_when_its_files_may_be(string status, bool there)
    {
        RecordingSink found = await Inspect(System.Text.Encoding.UTF8.GetBytes(
            $"Package: a\nStatus: {status}\nVersion: 1\n"));

        Assert.Equal(there ? 1 : 0, found.Packages.Count);
        Assert.Empty(found.Problems);
    }

    [Theory]
    [InlineData("install reinstreq half-installed", "dpkg was interrupted: half-installed")]
    [InlineData("install ok unpacked", "dpkg was interrupted: unpacked")]
    [InlineData("install ok half-configured", "dpkg was interrupted: half-configured")]
    [InlineData("install ok triggers-awaited", null)]
    [InlineData("hold ok installed", null)]
    public async Task Package_that_is_not_whole_says_so(string status, string? note) => Assert.Equal(
        note,
        Assert.Single((await Inspect(System.Text.Encoding.UTF8.GetBytes(
            $"Package: a\nStatus: {status}\nVersion: 1\n"))).Packages).Note);

    [Fact]
    public async Task File_of_a_distroless_image_has_no_status()
    {
        RecordingSink found = await Inspect(
            "Package: netbase\nVersion: 6.4\nArchitecture: all\n"u8.ToArray(),
            default,
            "var/lib/dpkg/status.d/netbase");

        Assert.Equal("netbase", Assert.Single(found.Packages).Name);
    }

    [Fact]
    public async Task Checksums_beside_it_are_no_packages()
    {
        RecordingSink found = await Inspect(
            "07d31e7e63800ab1b7966980709c51eb  usr/lib/os-release\n"u8.ToArray(),
            default,
            "var/lib/dpkg/status.d/a.md5sums");

        Assert.Empty(found.Packages);
        Assert.Empty(found.Problems);
    }

    [Fact]
    public async Task Carriage_returns_and_foreign_bytes_do_no_harm()
    {
        RecordingSink found = await Inspect(
        [
            .. "Package: a\r\nMaintainer: "u8,
            0xe9,
            0xff,
            .. "\r\nVersion: 1:2-3\r\n\r\nPackage: b\r\nVersion: 2\r\n"u8,
        ]);

        Assert.Equal([("a", "1:2-3"), ("b", "2")], found.Packages.Select(p => (p.Name, p.Version)));
    }

    [Fact]
    public async Task Installed_package_without_a_version_is_a_problem()
    {
        RecordingSink found = await Inspect("Package: a\nStatus: install ok installed\n"u8.ToArray());

        Assert.Equal("dpkg record without a version: 'a'", Assert.Single(found.Problems).Message);
    }
}
