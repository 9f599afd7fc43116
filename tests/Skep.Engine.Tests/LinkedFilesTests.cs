using Skep.Core;
using Skep.Testing;

namespace Skep.Engine.Tests;

public sealed class LinkedFilesTests
{
    private const string Elf = "\u007fELF";

    [Fact]
    public async Task Database_and_file_lists_below_a_linked_directory_are_found()
    {
        ImageInventory image = await SampleArchive.ReadAsync(
            Database("usr/lib/dpkg-db"), new TarBuilder().Symlink("var/lib/dpkg", "../../usr/lib/dpkg-db").End());

        Assert.Equal(["bash 5.2"], SampleArchive.Packages(image));
        Assert.Equal("usr/lib/dpkg-db/status", image.Packages[0].Package.Location);
        Assert.Equal(["opt/other"], image.UnknownBinaries.Select(path => path.ToString()));
    }

    [Fact]
    public async Task Packages_of_a_linked_directory_with_one_file_each_are_found()
    {
        ImageInventory image = await SampleArchive.ReadAsync(
            new TarBuilder()
                .Directory("opt/db").File("opt/db/base", "Package: base-files\nVersion: 12\n\n")
                .File("opt/db/base.md5sums", "0123456789abcdef0123456789abcdef  usr/bin/base\n")
                .File("usr/bin/base", Elf, mode: 0x1ed)
                .End(),
            new TarBuilder().Symlink("var/lib/dpkg/status.d", "/opt/db").End());

        Assert.Equal(["base-files 12"], SampleArchive.Packages(image));
        Assert.Empty(image.UnknownBinaries);
    }

    [Fact]
    public async Task Layer_without_entries_for_directories_is_looked_into_all_the_same() =>
        Assert.Equal(["base-files 12"], SampleArchive.Packages(await SampleArchive.ReadAsync(
            new TarBuilder().File("opt/db/base", "Package: base-files\nVersion: 12\n\n").End(),
            new TarBuilder().Symlink("var/lib/dpkg/status.d", "/opt/db").End())));

    [Fact]
    public async Task Pacman_database_below_a_linked_directory_is_found() =>
        Assert.Equal(["bash 5.2-1"], SampleArchive.Packages(await SampleArchive.ReadAsync(
            new TarBuilder()
                .Symlink("var", "usr/state")
                .Directory("usr/state/lib/pacman/local/bash-5.2-1")
                .File("usr/state/lib/pacman/local/bash-5.2-1/desc", "%NAME%\nbash\n\n%VERSION%\n5.2-1\n\n%ARCH%\nany\n")
                .End())));

    [Fact]
    public async Task Package_is_blamed_on_the_layer_that_brought_it_also_behind_a_link()
    {
        ImageInventory image = await SampleArchive.ReadAsync(
            new TarBuilder().Symlink("var/lib/dpkg", "/db").End(),
            new TarBuilder().File("db/status", SampleArchive.Shell).End(),
            new TarBuilder().File("db/status", SampleArchive.Shell + "Package: jq\nVersion: 1.7\n\n").End());

        Assert.Equal(["bash 5.2 @1", "jq 1.7 @2"], image.Packages
            .Select(p => $"{p.Package.Name} {p.Package.Version} @{p.LayerIndex}"));
    }

    [Fact]
    public async Task Directory_that_is_linked_to_another_known_place_is_not_read_twice()
    {
        ImageInventory image = await SampleArchive.ReadAsync(
            new TarBuilder()
                .Symlink("var/lib/opkg", "/usr/lib/opkg")
                .File("usr/lib/opkg/status", "Package: zlib\nVersion: 1.3\nStatus: install user installed\n\n")
                .File("usr/lib/opkg/info/zlib.list", "/usr/lib/libz.so\n")
                .Symlink("etc/os-release", "../usr/lib/os-release")
                .File("usr/lib/os-release", "ID=openwrt\nVERSION_ID=23.05\n")
                .End());

        Assert.Equal(["zlib 1.3"], SampleArchive.Packages(image));
        Assert.Equal(3, image.Layers[0].Statistics.Inspected);
    }

    private static byte[] Database(string directory) => new TarBuilder()
        .Directory("usr").Directory("usr/lib").Directory(directory)
        .File($"{directory}/status", SampleArchive.Shell)
        .File($"{directory}/info/bash.list", "/.\n/usr/bin/bash\n")
        .File("usr/bin/bash", Elf, mode: 0x1ed)
        .File("opt/other", Elf, mode: 0x1ed)
        .End();
}
