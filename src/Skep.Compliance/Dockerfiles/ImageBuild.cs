using Skep.Core;

namespace Skep.Compliance.Dockerfiles;

/// <summary>How an image is made: what a Dockerfile says, or what its history tells of it.</summary>
internal sealed record ImageBuild(IReadOnlyList<Stage> Stages)
{
    /// <summary>It is a Dockerfile: what is not in it is not done.</summary>
    public bool IsSource { get; init; }

    /// <summary>Whether a <c>.dockerignore</c> keeps files out; null when that is not known.</summary>
    public bool? HasIgnoreFile { get; init; }

    /// <summary>What stands before the first <c>FROM</c>.</summary>
    public IReadOnlyList<Instruction> Preamble { get; init; } = [];

    public Stage? Final => Stages.Count > 0 ? Stages[^1] : null;

    /// <summary>All of it, each with its stage.</summary>
    public IEnumerable<(Stage Stage, Instruction Instruction)> All =>
        Stages.SelectMany(stage => stage.Instructions.Select(instruction => (stage, instruction)));

    /// <summary>The stages whose layers are shipped, the lowest first.</summary>
    public IEnumerable<Stage> Shipped => Stages.Where(stage => stage.IsShipped);

    public static ImageBuild Of(ImageConfiguration configuration)
    {
        IEnumerable<Instruction> instructions = configuration.History
            .Select((entry, index) => InstructionReader.Read(entry.Instruction) with
            {
                HistoryIndex = index,
                LayerIndex = entry.LayerIndex,
            })
            .Where(instruction => InstructionReader.Keywords.Contains(instruction.Keyword));
        return new ImageBuild([new Stage(0, string.Empty)
        {
            Instructions = BuildReader.Expand(instructions, new Variables(), '\\'), IsShipped = true, IsFinal = true,
        }]);
    }

    public static ImageBuild Of(DockerfileSource source) => BuildReader.Read(source);
}
