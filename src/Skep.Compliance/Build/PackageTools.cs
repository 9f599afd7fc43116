using Skep.Compliance.Shell;

namespace Skep.Compliance.Build;

/// <summary>A program that installs packages, and its words for what it does.</summary>
/// <param name="Family">What it is called: <c>apt</c>.</param>
internal sealed record PackageTool(string Family, string[] Programs, string[] Install)
{
    /// <summary>The words that fetch lists of packages.</summary>
    public string[] Update { get; init; } = [];

    /// <summary>The flags whose next word is their value.</summary>
    public string[] ValueFlags { get; init; } = [];
}

/// <summary>The package managers whose commands are understood.</summary>
internal static class PackageTools
{
    public static readonly PackageTool Apt = new("apt", ["apt-get", "apt", "aptitude"], ["install"])
    {
        Update = ["update"],
        ValueFlags = ["-t", "--target-release", "-o", "--option", "-c", "--default-release"],
    };

    public static readonly PackageTool Apk = new("apk", ["apk"], ["add"])
    {
        Update = ["update"],
        ValueFlags = ["-t", "--virtual", "-X", "--repository", "--repositories-file", "-p", "--root", "--keys-dir"],
    };

    public static readonly PackageTool Dnf = new(
        "dnf", ["dnf", "yum", "microdnf", "tdnf", "dnf5"], ["install", "reinstall", "localinstall", "groupinstall"])
    {
        Update = ["makecache"],
        ValueFlags = ["-c", "--enablerepo", "--disablerepo", "--installroot", "--releasever", "-x", "--exclude",
            "--repo"],
    };

    public static readonly PackageTool Zypper = new("zypper", ["zypper"], ["install", "in"])
    {
        Update = ["refresh", "ref"],
        ValueFlags = ["-r", "--repo", "-t", "--type", "-p", "--plus-repo", "--from"],
    };

    public static readonly PackageTool Pip = new("pip", ["pip", "pip3", "pip2"], ["install"])
    {
        ValueFlags =
        [
            "-r", "--requirement", "-c", "--constraint", "-e", "--editable", "-i", "--index-url", "--extra-index-url",
            "-f", "--find-links", "-t", "--target", "--prefix", "--root", "--trusted-host", "--proxy", "--timeout",
            "--no-binary", "--only-binary", "--platform", "--python-version", "--cache-dir", "--retries",
            "--default-timeout", "--progress-bar", "--build-option", "--global-option", "--config-settings", "--src",
            "--cert", "--log", "--upgrade-strategy", "--root-user-action", "--implementation", "--abi",
        ],
    };

    public static readonly PackageTool Npm = new("npm", ["npm", "pnpm"], ["install", "i", "add"])
    {
        ValueFlags = ["--registry", "--prefix", "--cache", "--tag", "--loglevel", "-C", "--dir", "--omit", "--only"],
    };

    public static readonly PackageTool Gem = new("gem", ["gem"], ["install"])
    {
        ValueFlags =
        [
            "-i", "--install-dir", "-n", "--bindir", "-s", "--source", "-P", "--trust-policy", "--platform", "-v",
            "--version", "-p", "--http-proxy",
        ],
    };

    public static IReadOnlyList<PackageTool> All { get; } = [Apt, Apk, Dnf, Zypper, Pip, Npm, Gem];

    /// <summary>The manager a command calls; <c>python -m pip</c> too.</summary>
    public static PackageTool? Of(ShellCommand command)
    {
        string program = command.Program;
        if (program.StartsWith("python", StringComparison.Ordinal))
        {
            return command.Effective is [_, "-m", "pip", ..] ? Pip : null;
        }

        return All.FirstOrDefault(manager => manager.Programs.Contains(program))
            ?? (program.StartsWith("pip3.", StringComparison.Ordinal) ? Pip : null);
    }

    public static bool Installs(this PackageTool manager, ShellCommand command) =>
        Verb(manager, command) is { } verb && manager.Install.Contains(verb);

    public static bool Updates(this PackageTool manager, ShellCommand command) =>
        Verb(manager, command) is { } verb && manager.Update.Contains(verb);

    /// <summary>What the manager is to do: the first word that is no flag.</summary>
    public static string? Verb(PackageTool manager, ShellCommand command) => Words(manager, command).FirstOrDefault();

    /// <summary>What is to be installed.</summary>
    public static IEnumerable<string> Packages(this PackageTool manager, ShellCommand command) =>
        Words(manager, command).Skip(1);

    // Words without flags and their values.
    private static IEnumerable<string> Words(PackageTool manager, ShellCommand command)
    {
        bool isValue = false;
        foreach (string word in command.Effective.Skip(command.Program.StartsWith("python",
            StringComparison.Ordinal) ? 3 : 1))
        {
            if (isValue)
            {
                isValue = false;
            }
            else if (word.StartsWith('-'))
            {
                isValue = manager.ValueFlags.Contains(word);
            }
            else
            {
                yield return word;
            }
        }
    }
}
