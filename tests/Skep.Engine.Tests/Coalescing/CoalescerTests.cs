using Skep.Core;
using Skep.Engine.Coalescing;
using Skep.Testing;

namespace Skep.Engine.Tests.Coalescing;

public sealed class CoalescerTests
{
    [Fact]
    public void Package_is_blamed_on_the_lowest_layer_from_which_on_it_is_always_named()
    {
        ImageInventory image = Coalesce(
            new LayerBuilder().Apk("musl", "1.2.4-r2").Apk("zlib", "1.2.13-r1"),
            new LayerBuilder().Apk("musl", "1.2.4-r2").Apk("zlib", "1.3-r0").Apk("curl", "8.1-r0"));

        Assert.Equal(["musl 1.2.4-r2 @0", "zlib 1.3-r0 @1", "curl 8.1-r0 @1"], Present(image));
        Assert.Equal(["zlib 1.2.13-r1 @0"], Removed(image));
    }

    [Fact]
    public void Deleted_file_takes_its_packages_along_but_they_are_still_shipped()
    {
        ImageInventory image = Coalesce(
            new LayerBuilder().Npm("app/node_modules/minimist/package.json", "minimist", "0.0.8"),
            new LayerBuilder().Delete("app/node_modules/minimist"));

        Assert.Empty(Present(image));
        Assert.Equal(["minimist 0.0.8 @0"], Removed(image));
    }

    [Fact]
    public void Opaque_directory_hides_only_what_lies_below_it_in_lower_layers()
    {
        ImageInventory image = Coalesce(
            new LayerBuilder().Npm("a/old/package.json", "old", "1.0.0").Npm("b/kept/package.json", "kept", "1.0.0"),
            new LayerBuilder().HideOld("a").Npm("a/new/package.json", "new", "2.0.0"));

        Assert.Equal(["kept 1.0.0 @0", "new 2.0.0 @1"], Present(image));
        Assert.Equal(["old 1.0.0 @0"], Removed(image));
    }

    [Fact]
    public void Opaque_root_hides_everything_below()
    {
        ImageInventory image = Coalesce(
            new LayerBuilder().Npm("a/package.json", "old", "1.0.0"),
            new LayerBuilder().HideOld("/"));

        Assert.Empty(Present(image));
    }

    [Fact]
    public void Directory_that_becomes_a_file_loses_what_was_in_it() =>
        Assert.Empty(Present(Coalesce(
            new LayerBuilder().Npm("srv/x/package.json", "gone", "1.0.0"),
            new LayerBuilder().File("srv/x"))));

    [Fact]
    public void File_that_becomes_a_directory_is_hidden() =>
        Assert.Equal(["tar 4.4.1 @1"], Present(Coalesce(
            new LayerBuilder().Package("generic", "srv/x", "tool", "1.0"),
            new LayerBuilder().Directory("srv/x").Npm("srv/x/package.json", "tar", "4.4.1"))));

    [Fact]
    public void File_that_is_deleted_and_written_again_belongs_to_the_layer_that_wrote_it_last() =>
        Assert.Equal(["ms 2.0.0 @2"], Present(Coalesce(
            new LayerBuilder().Npm("a/package.json", "ms", "2.0.0"),
            new LayerBuilder().Delete("a/package.json"),
            new LayerBuilder().Npm("a/package.json", "ms", "2.0.0"))));

    [Fact]
    public void File_that_is_deleted_with_its_directory_and_written_again_belongs_to_the_later_layer() =>
        Assert.Equal(["ms 2.0.0 @2"], Present(Coalesce(
            new LayerBuilder().Npm("a/b/package.json", "ms", "2.0.0"),
            new LayerBuilder().Delete("a"),
            new LayerBuilder().Npm("a/b/package.json", "ms", "2.0.0"))));

    [Fact]
    public void File_of_a_hidden_directory_that_is_written_again_belongs_to_the_later_layer() =>
        Assert.Equal(["ms 2.0.0 @1"], Present(Coalesce(
            new LayerBuilder().Npm("a/package.json", "ms", "2.0.0"),
            new LayerBuilder().HideOld("a").Npm("a/package.json", "ms", "2.0.0"))));

    [Fact]
    public void Whiteout_does_not_reach_the_layer_it_stands_in() =>
        Assert.Equal(["new 1.0.0 @1"], Present(Coalesce(
            new LayerBuilder().Npm("a/old/package.json", "old", "1.0.0"),
            new LayerBuilder().Delete("a").Npm("a/new/package.json", "new", "1.0.0"))));

    [Fact]
    public void Language_package_in_a_file_of_an_OS_package_is_owned_by_it()
    {
        ImageInventory image = Coalesce(
            new LayerBuilder()
                .Apk("py3-yaml", "5.4-r1")
                .Owns("py3-yaml", "usr/lib/python3.9/site-packages/PyYAML.egg-info/PKG-INFO")
                .Package("pypi", "usr/lib/python3.9/site-packages/PyYAML.egg-info/PKG-INFO", "PyYAML", "5.4")
                .Package("pypi", "opt/app/requests.egg-info/PKG-INFO", "requests", "2.0.0"));

        Assert.Equal("apk:py3-yaml", image.Packages.Single(p => p.Package.Name == "PyYAML").OwnedBy);
        Assert.Null(image.Packages.Single(p => p.Package.Name == "requests").OwnedBy);
        Assert.Null(image.Packages.Single(p => p.Package.Name == "py3-yaml").OwnedBy);
    }

    [Fact]
    public void Binary_of_an_OS_package_is_not_listed_twice_even_on_a_merged_usr() =>
        Assert.Equal(["busybox 1.36.1-r5 @0", "busybox 1.30.0 @0"], Present(Coalesce(
            new LayerBuilder()
                .Apk("busybox", "1.36.1-r5")
                .Owns("busybox", "bin/busybox")
                .Package("generic", "usr/bin/busybox", "busybox", "1.36.1", PackageEvidence.Binary)
                .Package("generic", "opt/busybox", "busybox", "1.30.0", PackageEvidence.Binary))));

    [Fact]
    public void Lock_file_counts_only_when_nothing_is_installed_from_it()
    {
        LayerBuilder locked = new LayerBuilder()
            .Lock("app/package-lock.json", "express", "4.16.0").Lock("app/package-lock.json", "jest", "29.0.0");
        LayerBuilder installed = new LayerBuilder().Npm("app/node_modules/express/package.json", "express", "4.16.0");

        Assert.Equal(["express 4.16.0 @0", "jest 29.0.0 @0"], Present(Coalesce(locked)));
        Assert.Equal(["express 4.16.0 @1"], Present(Coalesce(locked, installed)));
    }

    [Fact]
    public async Task Licences_of_a_copyright_file_are_those_of_its_package_while_it_is_there()
    {
        byte[] layer = new TarBuilder().File("var/lib/dpkg/status", SampleArchive.Shell)
            .File("usr/share/doc/bash/copyright", "Format: https://example.org/\n\nFiles: *\nLicense: GPL-3+\n").End();
        byte[] without = new TarBuilder().File("usr/share/doc/.wh.bash").End();

        Assert.Equal(["GPL-3+"], (await SampleArchive.ReadAsync(layer)).Packages[0].Package.Licenses);
        Assert.Empty((await SampleArchive.ReadAsync(layer, without)).Packages[0].Package.Licenses);
    }

    [Fact]
    public async Task Programs_of_conda_are_not_listed_twice_and_its_modules_are_judged_by_their_own_feed()
    {
        ImageInventory image = await SampleArchive.ReadAsync(new TarBuilder()
            .File("opt/conda/conda-meta/zlib-1.3-0.json",
                """{"name":"zlib","version":"1.3","files":["bin/zpipe","lib/python3.11/site-packages/six.egg-info"]}""")
            .File("opt/conda/bin/zpipe", "\u007fELF", mode: 0x1ed)
            .File("opt/conda/bin/other", "\u007fELF", mode: 0x1ed)
            .File("opt/conda/lib/python3.11/site-packages/six.egg-info", "Name: six\nVersion: 1.16.0\n")
            .End());

        Assert.Equal(["zlib 1.3", "six 1.16.0"], SampleArchive.Packages(image));
        Assert.All(image.Packages, package => Assert.Null(package.OwnedBy));
        Assert.Equal(["opt/conda/bin/other"], image.UnknownBinaries.Select(path => path.ToString()));
    }

    [Theory]
    [InlineData("1.16", new[] { "example.org/direct v1.0.0", "example.org/indirect v0.2.0" })]
    [InlineData("1.17", new[] { "example.org/direct v1.0.0" })]
    public async Task Sums_add_what_an_old_go_mod_leaves_out(string go, string[] expected)
    {
        ImageInventory image = await SampleArchive.ReadAsync(new TarBuilder()
            .File("app/go.mod", $"module m\ngo {go}\nrequire example.org/direct v1.0.0\n")
            .File("app/go.sum", """
                example.org/direct v1.2.0 h1:a=
                example.org/indirect v0.1.0 h1:b=
                example.org/indirect v0.2.0 h1:c=
                """)
            .File("lone/go.sum", "example.org/lone v1.0.0 h1:d=\n")
            .End());

        Assert.Equal(expected, SampleArchive.Packages(image));
    }

    [Fact]
    public void Weightiest_visible_file_names_the_distribution()
    {
        LayerBuilder alpine = new LayerBuilder().Says("etc/os-release", "alpine", "3.18.9", 100);
        LayerBuilder debian = new LayerBuilder().Says("etc/debian_version", "debian", "12", 50);

        Assert.Equal("alpine", Coalesce(alpine, debian).Distribution!.Id);
        Assert.Null(Coalesce(alpine, new LayerBuilder().Delete("etc/os-release")).Distribution);
    }

    [Fact]
    public void Problem_knows_its_layer()
    {
        var broken = new LayerInventory { Problems = [new Problem("lib/apk/db/installed", "cut off")] };

        ImageInventory image = Coalesce([new LayerBuilder().Build(), broken]);

        Assert.Equal(1, Assert.Single(image.Problems).LayerIndex);
    }

    [Fact]
    public void As_many_layers_as_an_image_may_have_are_put_together()
    {
        LayerBuilder[] layers = [.. Enumerable.Range(0, 127)
            .Select(i => new LayerBuilder().Npm($"app/{i}/package.json", "p" + i, "1.0.0").Apk("musl", $"1.2.{i}-r0"))];

        ImageInventory image = Coalesce(layers);

        Assert.Equal(128, Present(image).Length);
        Assert.Equal(126, Removed(image).Length);
        Assert.Equal(126, image.Packages.Single(p => p.Package.Name == "musl" && !p.IsRemoved).LayerIndex);
    }

    private static ImageInventory Coalesce(params LayerBuilder[] layers) =>
        Coalesce([.. layers.Select(l => l.Build())]);

    private static ImageInventory Coalesce(LayerInventory[] layers) =>
        new Coalescer(new Dictionary<EcosystemId, IEcosystem>(), needsFacts: false)
            .Coalesce(new ImageIdentity { Name = "test" }, [], layers, new Overlay(layers), Owners(layers));

    private static Ownership Owners(LayerInventory[] layers) => new(layers, new Overlay(layers));

    private static string[] Present(ImageInventory image) => Describe(image, removed: false);

    private static string[] Removed(ImageInventory image) => Describe(image, removed: true);

    private static string[] Describe(ImageInventory image, bool removed) =>
        [.. image.Packages.Where(p => p.IsRemoved == removed)
            .Select(p => $"{p.Package.Name} {p.Package.Version} @{p.LayerIndex}")];
}
