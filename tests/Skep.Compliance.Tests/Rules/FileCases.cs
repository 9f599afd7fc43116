using Skep.Core;
using static Skep.Compliance.Tests.Rules.RuleCase;

namespace Skep.Compliance.Tests.Rules;

/// <summary>What each rule about an image's files is to say, and not to say.</summary>
internal static class FileCases
{
    private const string Hash = "0123456789abcdef";

    public static IEnumerable<RuleCase> All => [.. Commands, .. Architectures, .. Tools, .. Leftovers, .. Copies];

    private static IEnumerable<RuleCase> Commands =>
    [
        Starts("config/runtime/entrypoint-not-found", true, ["/app/run"], "app/go"),
        Starts("config/runtime/entrypoint-not-found", true, ["server"], "opt/server"),
        Starts("config/runtime/entrypoint-not-found", true, ["./run"], "run"),
        Starts("config/runtime/entrypoint-not-found", true, ["/bin/sh", "-c", "/app/run --x"], "bin/sh"),
        Starts("config/runtime/entrypoint-not-found", false, ["server"], "usr/local/bin/server"),
        Starts("config/runtime/entrypoint-not-found", false, ["./run"], "app/run"),
        Starts("config/runtime/entrypoint-not-found", false, ["$APP"], "app/run"),
        Starts("config/runtime/entrypoint-not-found", false, ["/bin/sh", "-c", "cd /x && ./run"], "bin/sh"),
        Config("config/runtime/entrypoint-not-found", false, "files are not known", c => c with { Entrypoint = ["x"] }),
        Config("config/runtime/no-command", true, "none", c => c with { Entrypoint = [] }),
        Config("config/runtime/no-command", false, "CMD", c => c with { Entrypoint = [], Command = ["x"] }),
    ];

    private static IEnumerable<RuleCase> Architectures =>
    [
        Tree("config/runtime/architecture", true, "lib/ld-musl-aarch64.so.1"),
        Tree("config/runtime/architecture", false, "lib/ld-musl-x86_64.so.1", "lib/ld-linux.so.2"),
        Tree("config/runtime/architecture", false, "app/static"),
        Image("config/runtime/architecture", true, "packages of arm64", i => i with { Packages = [Package("arm64")] }),
        Image("config/runtime/architecture", false, "packages of amd64", i => i with
        {
            Packages = [Package("i386"), Package("amd64"), Package("all")],
        }),
    ];

    private static IEnumerable<RuleCase> Tools =>
    [
        Tree("config/packages/ssh-server", true, "usr/sbin/sshd"),
        Tree("config/packages/ssh-server", false, "usr/bin/ssh"),
        Tree("config/packages/compilers", true, "usr/bin/gcc", "usr/bin/cc"),
        Tree("config/packages/compilers", false, "usr/lib/gcc/x"),
        Tree("config/packages/debuggers", true, "usr/bin/gdb"),
        Tree("config/packages/debuggers", false, "usr/share/gdb/auto-load"),
        Tree("config/packages/network-tools", true, "usr/bin/nc"),
        Tree("config/packages/network-tools", false, "usr/bin/curl"),
        Tree("config/packages/network-tools", false, "bin/busybox", "bin/nc"),
        Tree("config/packages/package-managers", true, "usr/bin/apt-get"),
        Tree("config/packages/package-managers", false, "etc/apt/sources.list"),
        Tree("config/packages/shells", true, "bin/sh"),
        Tree("config/packages/shells", false, "usr/bin/env"),
    ];

    private static IEnumerable<RuleCase> Leftovers =>
    [
        Tree("config/files/package-cache", true, "root/.cache/pip/http/0"),
        Tree("config/files/package-cache", false, "var/lib/apt/lists/lock"),
        Image(
            "config/files/package-cache",
            true,
            "lists of apt",
            i => i with { Distribution = new Distribution("debian", "12") { Codename = "bookworm" } },
            new TestTree("var/lib/apt/lists/deb.debian.org_debian_dists_bookworm_InRelease")),
        Image("config/build/layers", true, "120", i => i with { Layers = Layers(120) }),
        Image("config/build/layers", false, "60", i => i with { Layers = Layers(60) }),
    ];

    private static IEnumerable<RuleCase> Copies =>
    [
        Large("config/files/duplicate", true, 20_000_000, "a", "b"),
        Large("config/files/duplicate", true, 4_000_000, "a", "b", "c", "d"),
        Large("config/files/duplicate", false, 4_000_000, "a", "b"),
        Large("config/files/duplicate", false, 20_000_000, "a"),
    ];

    private static RuleCase Starts(string rule, bool fires, string[] entrypoint, string file) =>
        Image(
            rule,
            fires,
            string.Join(' ', entrypoint) + " of " + file,
            i => i with { Layers = Layers(1), Configuration = i.Configuration! with { Entrypoint = entrypoint } },
            new TestTree(file));

    private static RuleCase Tree(string rule, bool fires, params string[] files) =>
        Image(rule, fires, string.Join(' ', files), i => i, new TestTree(files));

    private static RuleCase Large(string rule, bool fires, int size, params string[] paths) =>
        Image(rule, fires, $"{size} {string.Join(' ', paths)}", i => i with
        {
            Traits =
            [
                .. paths.Select(path => new Placed<Trait>(
                    new Trait(TraitKinds.LargeFile, $"{size} {Hash}") { Location = path })),
            ],
        });

    private static LayerSummary[] Layers(int count) =>
        [.. Enumerable.Range(0, count).Select(index => new LayerSummary { Index = index })];

    private static ImagePackage Package(string architecture) =>
        new(new Package(new EcosystemId("deb"), "x", "1") { Architecture = architecture });
}
