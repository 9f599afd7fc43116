using Skep.Compliance.Rules;
using Skep.Compliance.Shell;
using Skep.Core;

namespace Skep.Compliance.Runtime;

/// <summary>Whether the first process gets the signals that stop a container.</summary>
internal sealed class CommandFormCheck : ConfigCheck
{
    private static readonly ConfigRule Shell = new(
        "config/runtime/shell-form", Severity.Negligible, "The service runs under a shell")
    {
        Description = "A shell as first process passes no signals on: docker stop waits ten seconds and kills, and CMD "
            + "and arguments are dropped where ENTRYPOINT is so.",
        Advice = "Write the JSON form (ENTRYPOINT [\"app\", \"--flag\"]), or begin the command with exec.",
        References = ["hadolint DL3025", "BuildKit JSONArgsRecommended"],
    };

    public override string Id => "config/runtime/command-form";

    public override IReadOnlyList<ConfigRule> Rules => [Shell];

    protected override IEnumerable<Sighting> Judge(ImageInventory image, IFileTree files)
    {
        ImageConfiguration? configuration = image.Configuration;
        if (configuration is { Entrypoint: var entrypoint } && IsHeld(entrypoint))
        {
            yield return Shell.Sight("ENTRYPOINT is run by a shell that stays the first process.") with
            {
                Subject = "ENTRYPOINT",
                Severity = Severity.Low,
                HistoryIndex = configuration.Last("ENTRYPOINT"),
            };
        }
        else if (configuration is { Entrypoint.Count: 0, Command: var command } && IsHeld(command))
        {
            yield return Shell.Sight("CMD is run by a shell that stays the first process.") with
            {
                Subject = "CMD",
                HistoryIndex = configuration.Last("CMD"),
            };
        }
    }

    // dash and bash give way to a single command by themselves when it is the last; busybox does not.
    private static bool IsHeld(IReadOnlyList<string> words) =>
        words is [var shell, "-c", var script, ..]
        && ShellScript.IsShell(shell[(shell.LastIndexOf('/') + 1)..])
        && !script.Contains("exec ", StringComparison.Ordinal);
}
