using Skep.Core;
using static Skep.Compliance.Tests.Rules.RuleCase;

namespace Skep.Compliance.Tests.Rules;

/// <summary>What each rule about images is to say, and not to say.</summary>
internal static class ImageCases
{
    private const int SetUser = 0b100_111_101_101;
    private const int OpenFile = 0b000_110_110_110;
    private const int OpenFolder = 0b000_111_111_111;
    private const int OpenStickyFolder = 0b001_111_111_111;

    public static IEnumerable<RuleCase> All =>
        [.. Users, .. Settings, .. Bases, .. Variables, .. Ages, .. Permissions];

    private static IEnumerable<RuleCase> Users =>
    [
        Config("config/user/root", true, "none", c => c with { User = string.Empty }),
        Config("config/user/root", true, "root", c => c with { User = "root" }),
        Config("config/user/root", true, "number with group", c => c with { User = "0:0" }),
        Config("config/user/root", false, "number", c => c with { User = "1000:0" }),
        Image("config/user/root-by-name", true, "toor", i => WithUser(i, "toor", "toor uid=0 gid=0 shell=/bin/sh")),
        Image("config/user/root-by-name", false, "app", i => WithUser(i, "app", "app uid=10 gid=0 shell=/bin/sh")),
        Image("config/user/unknown", true, "typo", i => WithUser(i, "ap", "app uid=10 gid=0 shell=/bin/sh")),
        Image("config/user/unknown", false, "number", i => WithUser(i, "77", "app uid=10 gid=0 shell=/bin/sh")),
        Config("config/user/unknown", false, "passwd was not read", c => c with { User = "app" }),
    ];

    private static IEnumerable<RuleCase> Settings =>
    [
        Config("config/network/remote-access-port", true, "ssh", c => c with { ExposedPorts = ["22/tcp"] }),
        Config("config/network/remote-access-port", true, "in a range", c => c with { ExposedPorts = ["2370-2380"] }),
        Config("config/network/remote-access-port", false, "web", c => c with { ExposedPorts = ["8443/tcp"] }),
        Config("config/network/remote-access-port", false, "none", c =>
            c with { ExposedPorts = ["tcp", "99999", "-"] }),
        Config("config/network/privileged-port", true, "http", c => c with { ExposedPorts = ["80"] }),
        Config("config/network/privileged-port", false, "1024", c => c with { ExposedPorts = ["1024"] }),
        Config("config/volumes/sensitive", true, "socket", c => c with { Volumes = ["/var/run/docker.sock"] }),
        Config("config/volumes/sensitive", true, "root", c => c with { Volumes = ["/"] }),
        Config("config/volumes/sensitive", true, "detour", c => c with { Volumes = ["/data/../etc/"] }),
        Config("config/volumes/sensitive", false, "data", c => c with { Volumes = ["/var/lib/app", "/etc/app"] }),
        Config("config/runtime/no-healthcheck", true, "missing", c => c with { HealthCheck = [] }),
        Config("config/runtime/no-healthcheck", true, "NONE", c => c with { HealthCheck = ["NONE"] }),
        Config("config/runtime/no-healthcheck", false, "there", c => c),
        Config("config/labels/missing", true, "none", c => c with { Labels = new Dictionary<string, string>() }),
        Config("config/labels/missing", false, "all", c => c),
    ];

    private static IEnumerable<RuleCase> Bases =>
    [
        Image("config/base/outdated", true, "newer seen", i => i with
        {
            Base = new BaseImage("debian:12", BaseEvidence.Lineage) { IsOutdated = true },
        }),
        Image("config/base/outdated", false, "current", i => i with
        {
            Base = new BaseImage("debian:12", BaseEvidence.Lineage),
        }),
        Config("config/base/latest", true, "annotation", c => Annotated(c, "registry.example/node")),
        Config("config/base/latest", false, "annotation", c => Annotated(c, "registry.example:5000/node:20")),
        Config("config/runtime/shell-form", true, "sh -c", c => c with { Entrypoint = ["/bin/sh", "-c", "node ."] }),
        Config("config/runtime/shell-form", true, "CMD", c =>
            c with { Entrypoint = [], Command = ["sh", "-c", "node ."] }),
        Config("config/runtime/shell-form", false, "exec", c => c with { Entrypoint = ["sh", "-c", "exec node ."] }),
        Config("config/runtime/shell-form", false, "arguments", c => c with { Command = ["sh", "-c", "node ."] }),
        Config("config/runtime/onbuild", true, "COPY", c => c with { OnBuild = ["COPY . /app"] }),
        Config("config/runtime/onbuild", false, "none", c => c),
    ];

    private static IEnumerable<RuleCase> Variables =>
    [
        Variable("config/environment/path", true, "PATH=/usr/bin:."),
        Variable("config/environment/path", true, "PATH=:/usr/bin"),
        Variable("config/environment/path", true, "PATH=/usr/bin:/tmp"),
        Variable("config/environment/path", true, "PATH=node_modules/.bin:/usr/bin"),
        Variable("config/environment/path", false, "PATH=/usr/bin:/opt/app/bin/"),
        Variable("config/environment/preload", true, "LD_PRELOAD=/usr/lib/x.so"),
        Variable("config/environment/preload", false, "LD_PRELOAD="),
        Variable("config/environment/library-path", true, "LD_LIBRARY_PATH=/usr/lib:"),
        Variable("config/environment/library-path", false, "LD_LIBRARY_PATH=/usr/local/nvidia/lib:/usr/lib64"),
        Variable("config/environment/tls-verification", true, "NODE_TLS_REJECT_UNAUTHORIZED=0"),
        Variable("config/environment/tls-verification", true, "GIT_SSL_NO_VERIFY=true"),
        Variable("config/environment/tls-verification", true, "PYTHONHTTPSVERIFY=0"),
        Variable("config/environment/tls-verification", false, "NODE_TLS_REJECT_UNAUTHORIZED=1"),
        Variable("config/environment/tls-verification", false, "GIT_SSL_NO_VERIFY=false"),
        Variable("config/environment/debug", true, "FLASK_ENV=development"),
        Variable("config/environment/debug", true, "DEBUG=True"),
        Variable("config/environment/debug", false, "NODE_ENV=production"),
        Variable("config/environment/debug", false, "DEBUG=0"),
    ];

    private static IEnumerable<RuleCase> Ages =>
    [
        Aged("config/age/aging", true, -200),
        Aged("config/age/aging", false, -179),
        Aged("config/age/aging", false, -366),
        Aged("config/age/old", true, -366),
        Aged("config/age/old", false, -364),
        Aged("config/age/future", true, 3),
        Aged("config/age/future", false, 0),
        Aged("config/age/unknown", true, -20526),
        Aged("config/age/unknown", false, -1000),
        Image("config/age/unknown", true, "no date", i => i with { Image = i.Image with { Created = null } }),
        Image("config/age/unknown", false, "root filesystem", i => i with
        {
            Image = i.Image with { Created = null, Kind = "rootfs" }, Configuration = null,
        }),
    ];

    private static IEnumerable<RuleCase> Permissions =>
    [
        Special("config/files/setuid", true, "opt/app/helper", SetUser),
        Special("config/files/setuid", true, "usr/local/bin/sudo", SetUser),
        Special("config/files/setuid", false, "usr/bin/passwd", SetUser),
        Special("config/files/setuid-usual", true, "bin/mount", SetUser),
        Special("config/files/setuid-usual", false, "tmp/mount", SetUser),
        Special("config/files/capabilities", true, "usr/bin/x", SetUser, "0100000200200000"),
        Special("config/files/capabilities", false, "usr/bin/x", SetUser),
        Special("config/files/world-writable", true, "app/config.yml", OpenFile),
        Special("config/files/world-writable", false, "app", OpenFolder, isDirectory: true),
        Special("config/files/world-writable-directory", true, "app", OpenFolder, isDirectory: true),
        Special("config/files/world-writable-directory", false, "tmp", OpenStickyFolder, isDirectory: true),
    ];

    private static ImageConfiguration Annotated(ImageConfiguration configuration, string name) => configuration with
    {
        Annotations = new Dictionary<string, string> { ["org.opencontainers.image.base.name"] = name },
    };

    private static ImageInventory WithUser(ImageInventory image, string user, string trait) => image with
    {
        Configuration = image.Configuration! with { User = user },
        Traits = [new Placed<Trait>(new Trait(TraitKinds.User, trait))],
    };

    private static RuleCase Variable(string rule, bool fires, string variable) =>
        Config(rule, fires, variable, c => c with { Environment = [variable] });

    private static RuleCase Aged(string rule, bool fires, int days) =>
        Image(rule, fires, $"{days} days", i => i with { Image = i.Image with { Created = Now.AddDays(days) } });

    private static RuleCase Special(
        string rule, bool fires, string path, int mode, string? capabilities = null, bool isDirectory = false) =>
        Image(rule, fires, path, i => i with
        {
            SpecialFiles =
            [
                new Placed<SpecialFile>(
                    new SpecialFile(LayerPath.Parse(path), mode, isDirectory) { Capabilities = capabilities }),
            ],
        });
}
