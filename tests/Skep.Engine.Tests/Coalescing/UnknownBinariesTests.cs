using Skep.Core;
using Skep.Engine.Coalescing;

namespace Skep.Engine.Tests.Coalescing;

public sealed class UnknownBinariesTests
{
    [Fact]
    public void Program_that_nobody_names_is_unknown() => Assert.Equal(
        ["opt/agent", "usr/bin/tool"],
        Unknown(new LayerBuilder().Program("usr/bin/tool"), new LayerBuilder().Program("opt/agent")));

    [Fact]
    public void Program_of_an_OS_package_is_known_even_on_a_merged_usr() => Assert.Empty(Unknown(
        new LayerBuilder().Apk("busybox", "1.36").Owns("busybox", "bin/busybox", "usr/bin/env")
            .Program("usr/bin/busybox").Program("usr/bin/env")));

    [Fact]
    public void Program_that_a_higher_layer_explains_or_deletes_is_not_unknown() => Assert.Empty(Unknown(
        new LayerBuilder().Program("usr/bin/tool").Program("opt/agent"),
        new LayerBuilder().Apk("tool", "1").Owns("tool", "usr/bin/tool").Delete("opt")));

    [Fact]
    public void Recognised_program_is_known() => Assert.Equal(["opt/other"], Unknown(
        new LayerBuilder().Program("opt/caddy").Program("opt/other")
            .Package("golang", "opt/caddy", "github.com/caddyserver/caddy/v2", "v2.7.6", PackageEvidence.Binary)));

    [Fact]
    public void Removed_package_does_not_explain_a_program() => Assert.Equal(["app/tool"], Unknown(
        new LayerBuilder().Package("golang", "app/tool", "example.com/tool", "v1.0.0", PackageEvidence.Binary),
        new LayerBuilder().Program("app/tool")));

    [Fact]
    public void Hard_links_are_one_program_that_any_of_their_names_explains()
    {
        Assert.Empty(Unknown(new LayerBuilder()
            .Program("bin/[").HardLink("bin/busybox", "bin/[")
            .Package("generic", "bin/busybox", "busybox", "1.36.1", PackageEvidence.Binary)));
        Assert.Equal(["bin/b"], Unknown(
            new LayerBuilder().Program("bin/a").HardLink("bin/b", "bin/a").HardLink("bin/c", "bin/a"),
            new LayerBuilder().Delete("bin/a")));
    }

    [Fact]
    public void Libraries_and_programs_inside_a_node_module_are_not_counted() => Assert.Empty(Unknown(
        new LayerBuilder().Npm("app/node_modules/esbuild/package.json", "esbuild", "0.19.0")
            .Program("app/node_modules/esbuild/bin/esbuild")
            .Program("opt/lib/libz.so").Program("opt/lib/libz.so.1.3").Program("opt/sqlite3.node")));

    [Fact]
    public void Installation_with_a_version_file_explains_the_programs_below_it() => Assert.Equal(
        ["opt/tool"],
        Unknown(new LayerBuilder()
            .Package("generic", "opt/java/release", "java", "17.0.2", PackageEvidence.Binary)
            .Program("opt/java/bin/java").Program("opt/java/lib/jspawnhelper")
            .Package("generic", "usr/lib/erlang/releases/26/OTP_VERSION", "erlang", "26.2", PackageEvidence.Binary)
            .Program("usr/lib/erlang/erts-14.2/bin/epmd")
            .Package("generic", "release", "java", "8.0.1", PackageEvidence.Binary)
            .Program("opt/tool")));

    private static string[] Unknown(params LayerBuilder[] builders)
    {
        LayerInventory[] layers = [.. builders.Select(l => l.Build())];
        var overlay = new Overlay(layers);
        return [.. new Coalescer(new Dictionary<EcosystemId, IEcosystem>(), needsFacts: false)
            .Coalesce(new ImageIdentity { Name = "test" }, [], layers, overlay, new Ownership(layers, overlay))
            .UnknownBinaries.Select(path => path.ToString())];
    }
}
