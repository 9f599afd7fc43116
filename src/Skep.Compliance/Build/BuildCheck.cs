using Skep.Compliance.Dockerfiles;
using Skep.Compliance.Rules;
using Skep.Compliance.Shell;
using Skep.Core;

namespace Skep.Compliance.Build;

/// <summary>Judges how an image is made, from its Dockerfile or from the history that came of one.</summary>
internal abstract class BuildCheck
{
    /// <summary>Every rule it may report.</summary>
    public abstract IReadOnlyList<ConfigRule> Rules { get; }

    public abstract IEnumerable<BuildHit> Judge(ImageBuild build);

    /// <summary>Each instruction that runs commands, with them.</summary>
    protected static IEnumerable<(Stage Stage, Instruction Run, IReadOnlyList<ShellCommand> Commands)> Runs(
        ImageBuild build) =>
        from step in build.All
        where step.Instruction.Keyword == "RUN"
        select (step.Stage, step.Instruction, InstructionReader.Commands(step.Instruction));
}

/// <summary>An instruction that a rule has something to say of.</summary>
/// <param name="Message">One sentence, without values that may be secret.</param>
internal sealed record BuildHit(ConfigRule Rule, Instruction At, string Message)
{
    /// <summary>What tells it from others of the rule: a program, a package, a variable's name.</summary>
    public string Subject { get; init; } = string.Empty;

    /// <summary>The command meant; null for the whole instruction.</summary>
    public ShellCommand? Command { get; init; }

    /// <summary>Null for the rule's own.</summary>
    public Severity? Severity { get; init; }

    /// <summary>The line of the file; 0 in a history.</summary>
    public int Line => Command is { Line: > 0 } command ? command.Line : At.Line;
}
