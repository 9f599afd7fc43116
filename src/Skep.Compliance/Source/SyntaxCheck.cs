using Skep.Compliance.Build;
using Skep.Compliance.Dockerfiles;
using Skep.Compliance.Network;
using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.Source;

/// <summary>What the builder would refuse.</summary>
internal sealed class SyntaxCheck : BuildCheck
{
    public static readonly ConfigRule Invalid = new("config/dockerfile/invalid", Severity.Medium,
        "Dockerfile is not valid")
    {
        Description = "The builder refuses the instruction, or takes it for something else than was meant.",
        Advice = "Correct the instruction; docker build --check says the same.",
        References = ["https://docs.docker.com/reference/dockerfile/"],
    };

    public override IReadOnlyList<ConfigRule> Rules => [Invalid];

    public override IEnumerable<BuildHit> Judge(ImageBuild build)
    {
        foreach (Instruction early in build.Preamble.Where(instruction => instruction.Keyword != "ARG"))
        {
            yield return Hit(early, $"{Short(early.Keyword)} stands before the first FROM.");
        }

        foreach (Stage stage in build.Stages)
        {
            if (stage.Image.Length > 0 && FromProblem(stage) is { } problem)
            {
                yield return Hit(stage.From!, problem);
            }

            foreach (Instruction step in stage.Instructions)
            {
                if (Problem(build, stage, step) is { } message)
                {
                    yield return Hit(step, message);
                }
            }
        }
    }

    private static string? FromProblem(Stage stage)
    {
        IReadOnlyList<string> words = InstructionWords.Split(stage.From!.Expanded);
        return words.Count is not (1 or 3) || (words.Count == 3 && stage.Name.Length == 0)
            ? "FROM takes an image and, after AS, a name."
            : stage.Name.Length > 0 && !char.IsAsciiLetter(stage.Name[0])
                ? $"The name of a stage begins with a letter: {Short(stage.Name)}."
                : null;
    }

    private static string? Problem(ImageBuild build, Stage stage, Instruction step) => step.Keyword switch
    {
        "COPY" or "ADD" when step.Arguments.Length > 0 && step.Words.Count < 2 => $"{step.Keyword} needs a source "
            + $"and a target.",
        "COPY" when step.Flag("from") is { } from && IsLost(build, stage, from) =>
            $"COPY --from={Short(from)} names no earlier stage.",
        "EXPOSE" => step.Words
            .Where(port => !port.Contains('$', StringComparison.Ordinal) && !Ports.TryRead(port, out _, out _))
            .Select(port => $"EXPOSE {Short(port)} is no port.")
            .FirstOrDefault(),
        "SHELL" when step.Json is null => "SHELL takes a JSON array.",
        "ONBUILD" when step.Trigger is null or { Keyword: "FROM" or "MAINTAINER" or "ONBUILD" } =>
            "ONBUILD cannot keep ONBUILD, FROM or MAINTAINER.",
        "ENV" or "LABEL" when step.Arguments.Length > 0 && InstructionWords.Pairs(step.Keyword, step.Arguments)
            .Any(pair => pair.Value is null or "" && pair.Name.Length == 0) => $"{step.Keyword} has a value "
                + $"without a name.",
        "HEALTHCHECK" when !step.Arguments.StartsWith("NONE", StringComparison.OrdinalIgnoreCase)
            && !step.Arguments.StartsWith("CMD", StringComparison.OrdinalIgnoreCase) && step.Arguments.Length > 0 =>
            "HEALTHCHECK takes CMD and a command, or NONE.",
        _ => null,
    };

    private static bool IsLost(ImageBuild build, Stage stage, string from) =>
        StageReferences.Find(build, stage, from) is null
        && (from.All(char.IsAsciiDigit) || StageReferences.IsLater(build, stage, from));

    private static BuildHit Hit(Instruction at, string message) => new(Invalid, at, message) { Subject = message };

    private static string Short(string word) => word.Length <= 60 ? word : word[..60] + "…";
}
