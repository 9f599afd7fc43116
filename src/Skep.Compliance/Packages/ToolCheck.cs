using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.Packages;

/// <summary>Programs that help an attacker more than the service in a container.</summary>
internal sealed class ToolCheck : ConfigCheck
{
    private const string Why = "Whoever gets to run commands in a container works with what is there. ";

    private static readonly ConfigRule Server = new(
        "config/packages/ssh-server", Severity.Medium, "SSH server in the image")
    {
        Description = "A second way in, with keys and passwords of its own that nobody renews; containers are entered "
            + "through their runtime.",
        Advice = "Remove openssh-server (or dropbear).",
        References = References.Cis(3),
    };

    private static readonly ConfigRule Compilers = Tools("compilers", Severity.Low, "Compilers in the image",
        "Compilers turn an exploit's source into a program for just this machine.",
        "Build in a stage of its own and copy the result.");

    private static readonly ConfigRule Debuggers = Tools("debuggers", Severity.Low, "Debuggers in the image",
        "Debuggers and tracers read the memory of other processes.",
        "Leave them out; debug with an ephemeral container (kubectl debug).");

    private static readonly ConfigRule Network = Tools("network-tools", Severity.Negligible,
        "Network tools in the image",
        "Scanners, sniffers and relays show and reach what is next to the container.",
        "Leave them out of images that are run.");

    private static readonly ConfigRule Managers = Tools("package-managers", Severity.Negligible,
        "Package managers in the image", "A package manager fetches whatever else is needed.",
        "Use a base without one (distroless, -slim without apt), or remove it at the end of the build.");

    private static readonly ConfigRule Shells = Tools("shells", Severity.Negligible, "Shells in the image",
        "Most exploits end in a shell.", "Use a base without one where the service needs none.");

    private static readonly string[] Folders =
        ["bin", "sbin", "usr/bin", "usr/sbin", "usr/local/bin", "usr/local/sbin"];

    private static readonly string[] Busybox = ["bin/busybox", "usr/bin/busybox", "bin/[[", "usr/bin/[["];

    private static readonly (ConfigRule Rule, string[] Programs)[] Known =
    [
        (Server, ["sshd", "dropbear"]),
        (Compilers, ["gcc", "cc", "g++", "clang", "tcc", "rustc", "javac", "ghc", "gfortran", "as"]),
        (Debuggers, ["gdb", "lldb", "strace", "ltrace", "perf", "gcore", "radare2", "r2"]),
        (Network,
        [
            "nmap", "tcpdump", "tshark", "nc", "ncat", "netcat", "nc.openbsd", "nc.traditional", "socat", "telnet",
                "masscan",
            "hping3", "arpspoof", "ettercap", "ngrep", "dsniff", "iodine", "proxychains", "chisel",
        ]),
        (Managers,
        [
            "apt", "apt-get", "dpkg", "apk", "yum", "dnf", "microdnf", "tdnf", "rpm", "zypper", "pacman", "opkg",
                "pip", "pip3",
            "npm", "gem", "conda",
        ]),
        (Shells, ["sh", "bash", "ash", "dash", "zsh", "ksh", "fish", "csh", "tcsh"]),
    ];

    public override string Id => "config/packages";

    public override IReadOnlyList<ConfigRule> Rules => [.. Known.Select(kind => kind.Rule)];

    protected override IEnumerable<Sighting> Judge(ImageInventory image, IFileTree files)
    {
        if (!files.IsKnown)
        {
            yield break;
        }

        bool hasBusybox = Busybox.Any(path => files.Exists(LayerPath.Parse(path)));
        foreach ((ConfigRule rule, string[] programs) in Known)
        {
            bool isAppletToo = hasBusybox && rule != Shells;
            (string Name, LayerPath Path)[] found =
                [.. programs.Select(program => (program, Find(program, files, isAppletToo))).Where(tool =>
                    !tool.Item2.IsRoot)];
            if (found.Length > 0)
            {
                // Added by whoever built on the base as soon as one of them was.
                yield return rule.Sight($"The image has {Names.List(found.Select(tool => tool.Name))}.") with
                {
                    LayerIndex = found.Max(tool => files.LayerOf(tool.Path)),
                    CheckCommand = $"command -v {string.Join(' ', found.Take(8).Select(tool => tool.Name))}",
                };
            }
        }
    }

    // Busybox answers to a hundred names, by links of either kind; of those only what a package owns is a tool.
    private static LayerPath Find(string program, IFileTree files, bool isAppletToo) =>
        Folders
            .Select(folder => LayerPath.Parse($"{folder}/{program}"))
            .FirstOrDefault(path => files.Exists(path)
                && (!isAppletToo || files.OwnerOf(path) is not null || path.IsBelow(LayerPath.Parse("usr/local"))));

    private static ConfigRule Tools(string name, Severity severity, string title, string danger, string advice) =>
        new("config/packages/" + name, severity, title)
        {
            Description = Why + danger,
            Advice = advice,
            References = References.Cis(3),
        };
}
