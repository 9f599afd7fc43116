using Skep.Compliance.Dockerfiles;
using Skep.Compliance.Rules;
using Skep.Compliance.Shell;
using Skep.Core;

namespace Skep.Compliance.Build;

/// <summary>How packages are installed: from which lists, and whether the build can ask back.</summary>
internal sealed class PackageListCheck : BuildCheck
{
    public static readonly ConfigRule UpdateAlone = new(
        "config/build/update-alone", Severity.Low, "Package lists are updated in an instruction of their own")
    {
        Description = "The layer is cached: a later install then uses lists that are as old as the cache, without the "
            + "fixes published since.",
        Advice = "Update and install in one RUN: apt-get update && apt-get install -y … && rm -rf "
            + "/var/lib/apt/lists/*.",
        References = References.Cis(7, "trivy DS-0017"),
    };

    private static readonly ConfigRule Upgrade = new(
        "config/build/dist-upgrade", Severity.Negligible, "The whole distribution is upgraded in the build")
    {
        Description = "dist-upgrade may remove packages and change releases; what the image holds then depends on "
            + "the day.",
        Advice = "Use a newer base image, or apt-get upgrade.",
        References = ["DKL-DI-0003", "hadolint DL3005"],
    };

    private static readonly ConfigRule Prompt = new(
        "config/build/install-asks", Severity.Low, "Installing asks for a confirmation")
    {
        Description = "Nobody answers in a build: without -y the installation is given up.",
        Advice = "Add -y.",
        References = ["hadolint DL3014"],
    };

    public override IReadOnlyList<ConfigRule> Rules => [UpdateAlone, Upgrade, Prompt];

    public override IEnumerable<BuildHit> Judge(ImageBuild build)
    {
        foreach ((_, Instruction run, IReadOnlyList<ShellCommand> commands) in Runs(build))
        {
            if (IsUpdateAlone(run, commands) is { } update)
            {
                yield return new BuildHit(
                    UpdateAlone, run, $"{update.Program} updates its lists, and nothing is installed in the same RUN.")
                {
                    Subject = update.Program,
                    Command = update,
                };
            }

            foreach (ShellCommand command in commands.Where(command => PackageTools.Of(command) == PackageTools.Apt))
            {
                if (command.Has("dist-upgrade", "full-upgrade"))
                {
                    yield return new BuildHit(Upgrade, run, $"{command.Program} upgrades the whole distribution.")
                    {
                        Subject = command.Program,
                        Command = command,
                    };
                }
                else if (build.IsSource && Asks(run, commands, command))
                {
                    yield return new BuildHit(Prompt, run, $"{command.Program} install has no -y.")
                    {
                        Subject = string.Join(' ', PackageTools.Apt.Packages(command).Take(3)),
                        Command = command,
                    };
                }
            }
        }
    }

    /// <summary>The command that updates lists which nothing in the instruction uses; null when there is
    /// none.</summary>
    public static ShellCommand? IsUpdateAlone(Instruction run, IReadOnlyList<ShellCommand> commands)
    {
        ShellCommand? update = commands.FirstOrDefault(command => PackageTools.Of(command)?.Updates(command) == true);
        bool isUsed = update is null
            || PackageCaches.IsMounted(run)
            || commands.Any(command =>
                PackageTools.Of(command) is { } manager
                && manager == PackageTools.Of(update)
                && !manager.Updates(command)
                && !command.Has("clean", "autoclean", "cache"))

            // A script or tool of the image may install with the lists.
            || commands.Any(command => command.Program is "xargs" or "ansible-playbook"
            || command.Program.EndsWith(".sh", StringComparison.Ordinal));
        return isUsed ? null : update;
    }

    private static bool Asks(Instruction run, IReadOnlyList<ShellCommand> commands, ShellCommand command) =>
        PackageTools.Apt.Installs(command)
        && !command.HasShort('y')
        && !command.Has("--yes", "--assume-yes", "--force-yes", "-qq")
        && !command.Arguments.Any(word =>
            word.Contains("Assume-Yes", StringComparison.OrdinalIgnoreCase)
                || word.Contains('$', StringComparison.Ordinal))
        && !commands.Any(other => other.Pipeline == command.Pipeline && other.Program is "yes" or "echo")
        && !run.Arguments.Contains("Assume-Yes", StringComparison.OrdinalIgnoreCase)
        && !command.Has("-s", "--dry-run", "--download-only", "-d");
}
