using Skep.Compliance.Dockerfiles;
using Skep.Compliance.Rules;
using Skep.Compliance.Shell;
using Skep.Core;

namespace Skep.Compliance.Build;

/// <summary>What <c>RUN</c> does with rights and files that has a better way.</summary>
internal sealed class ShellHabitsCheck : BuildCheck
{
    private static readonly ConfigRule Sudo = new("config/build/sudo", Severity.Low, "sudo in the build")
    {
        Description = "Instructions run as root or as USER says; sudo needs a password-less rule that stays in the "
            + "image.",
        Advice = "Switch with USER root and back, or use gosu or setpriv in the start script.",
        References = ["DKL-DI-0001", "hadolint DL3004"],
    };

    private static readonly ConfigRule Open = new("config/build/chmod-777", Severity.Medium,
        "Everybody may change files")
    {
        Description = "chmod 777 lets any process in the container replace programs and settings.",
        Advice = "Give the files to the user that needs them: COPY --chown=app:app, or chown and chmod 755.",
        References = ["https://cwe.mitre.org/data/definitions/732.html"],
    };

    private static readonly ConfigRule Doubled = new(
        "config/build/chown-copied", Severity.Negligible, "Changing owners stores files twice")
    {
        Description = "A changed owner or mode makes a second copy of each file in another layer.",
        Advice = "Set it when the files are brought: COPY --chown=app:app, COPY --chmod=755.",
    };

    private static readonly ConfigRule Lost = new("config/build/cd-lost", Severity.Low, "cd at the end of RUN is lost")
    {
        Description = "Each instruction begins in WORKDIR again; a cd that ends its RUN does nothing.",
        Advice = "Write WORKDIR.",
        References = ["hadolint DL3003"],
    };

    public override IReadOnlyList<ConfigRule> Rules => [Sudo, Open, Doubled, Lost];

    public override IEnumerable<BuildHit> Judge(ImageBuild build)
    {
        foreach ((Stage stage, Instruction run, IReadOnlyList<ShellCommand> commands) in Runs(build))
        {
            if (commands.FirstOrDefault(command => command.Words is ["sudo", ..]) is { } sudo)
            {
                yield return Hit(Sudo, run, sudo, $"sudo runs {sudo.Program}.", sudo.Program);
            }

            foreach (ShellCommand chmod in commands.Where(command => command.Program == "chmod" && stage.IsShipped))
            {
                if (chmod.Operands.FirstOrDefault() is { } mode && IsOpen(mode))
                {
                    string what = string.Join(' ', chmod.Operands.Skip(1));
                    yield return Hit(Open, run, chmod, $"chmod {mode} of {what}.", what);
                }
            }

            foreach (BuildHit hit in Doubles(stage, run, commands))
            {
                yield return hit;
            }

            if (commands is [.., { Program: "cd", Depth: 0 } last])
            {
                yield return Hit(Lost, run, last, "The last command of a RUN is cd.", string.Join(' ', last.Operands));
            }
        }
    }

    private static IEnumerable<BuildHit> Doubles(Stage stage, Instruction run, IReadOnlyList<ShellCommand> commands)
    {
        if (!stage.IsShipped)
        {
            yield break;
        }

        string[] copied =
        [
            .. stage.Steps
                .TakeWhile(step => step != run)
                .Where(step => step.Keyword is "COPY" or "ADD" && step.Words.Count > 1)
                .Select(step => step.Words[^1].TrimEnd('/'))
                .Where(path => path.StartsWith('/') && path.Length > 1),
        ];
        foreach (ShellCommand command in commands.Where(command =>
            command.Program is "chown" or "chmod" or "chgrp" && (command.HasShort('R') || command.Has("--recursive"))))
        {
            string? twice = command.Operands.Skip(1)
                .Select(path => path.TrimEnd('/'))
                .FirstOrDefault(path => copied.Any(to =>
                    to == path || to.StartsWith(path + "/", StringComparison.Ordinal)));
            if (twice is not null)
            {
                yield return Hit(
                    Doubled, run, command, $"{command.Program} -R of {twice} stores again what was copied there.",
                        twice);
            }
        }
    }

    private static bool IsOpen(string mode) =>
        mode is "777" or "0777" or "666" or "0666" or "a+rwx" or "ugo+rwx" or "+rwx" or "a+w" or "o+w" or "ugo+w"
            or "a=rwx" or "go+w" or "o+rwx";

    private static BuildHit Hit(ConfigRule rule, Instruction run, ShellCommand command, string message,
        string subject) =>
        new(rule, run, message) { Subject = subject, Command = command };
}
