using Skep.Compliance.Dockerfiles;
using Skep.Compliance.Shell;

namespace Skep.Compliance.Build;

/// <summary>What installing leaves behind, and what clears it away.</summary>
internal static class PackageCaches
{
    /// <summary>Whether the caches are on a mount that does not end up in the layer.</summary>
    public static bool IsMounted(Instruction run) =>
        run.Flags.Any(flag => flag.Name == "mount"
            && (flag.Value.Contains("type=cache", StringComparison.Ordinal)
                || flag.Value.Contains("type=tmpfs", StringComparison.Ordinal)));

    /// <summary>What the command leaves in the layer; null when nothing, or when the instruction clears it.</summary>
    public static string? LeftBy(ShellCommand command, IReadOnlyList<ShellCommand> all, IReadOnlySet<string> variables)
    {
        PackageTool? manager = PackageTools.Of(command);
        return manager?.Family switch
        {
            "apt" when manager.Updates(command) => Unless(
                Removes(all, "/var/lib/apt"), "package lists in /var/lib/apt/lists"),
            "apk" when manager.Installs(command) => Unless(
                command.Has("--no-cache", "--no-network", "--root", "-p") || Removes(all, "/var/cache/apk")
                    || Removes(all, "/etc/apk/cache"),
                "package lists in /var/cache/apk"),
            "dnf" when manager.Installs(command) => Unless(
                all.Any(other => PackageTools.Of(other) == manager && other.Has("clean"))
                    || Removes(all, "/var/cache/" + (command.Program == "yum" ? "yum" : "dnf"))
                    || Removes(all, "/var/cache/libdnf")
                    || command.Has("--installroot")
                    || command.Arguments.Any(word => word.StartsWith("--installroot=", StringComparison.Ordinal)),
                $"package lists in /var/cache/{(command.Program == "yum" ? "yum" : "dnf")}"),
            "zypper" when manager.Installs(command) => Unless(
                all.Any(other => other.Program == "zypper" && other.Has("clean", "cc", "-a", "--all"))
                    || Removes(all, "/var/cache/zypp"),
                "package lists in /var/cache/zypp"),
            "pip" when manager.Installs(command) => Unless(
                command.Has("--no-cache-dir", "--no-cache")
                    || variables.Contains("PIP_NO_CACHE_DIR")
                    || command.Assignments.Any(word => word.StartsWith("PIP_NO_CACHE_DIR=", StringComparison.Ordinal))
                    || all.Any(other => PackageTools.Of(other) == manager && other.Has("cache", "purge"))
                    || Removes(all, ".cache"),
                "downloads in ~/.cache/pip"),
            "npm" when command.Program == "npm" && (manager.Installs(command) || command.Has("ci")) => Unless(
                all.Any(other => other.Program == "npm" && other.Has("cache"))
                    || Removes(all, ".npm")
                    || variables.Contains("NPM_CONFIG_CACHE")
                    || variables.Contains("npm_config_cache"),
                "downloads in ~/.npm"),
            _ => null,
        };
    }

    private static string? Unless(bool isCleared, string what) => isCleared ? null : what;

    private static bool Removes(IReadOnlyList<ShellCommand> commands, string path) =>
        commands.Any(command =>
            (command.Program is "rm" or "find") && command.Operands.Any(
                word => word.Contains(path, StringComparison.Ordinal)
                    || (path.StartsWith(word.TrimEnd('/', '*'), StringComparison.Ordinal)
                    && word.Trim('/', '*').Length > 3)));
}
