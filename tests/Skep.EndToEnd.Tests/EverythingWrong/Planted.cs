namespace Skep.EndToEnd.Tests.EverythingWrong;

/// <summary>Something that was put into the image on purpose, and what must be said of it.</summary>
/// <param name="Rule">The rule that names it.</param>
/// <param name="Location">The file; empty for what stands in the configuration.</param>
/// <param name="Instruction">The beginning of the instruction that is to be blamed; empty where none is.</param>
internal sealed record Planted(string Rule, string Location, string Instruction)
{
    /// <summary>What tells it from others of the same rule at the same place.</summary>
    public string? Subject { get; init; }

    public bool IsRemoved { get; init; }

    /// <summary>What the file holds, where it is there for this rule alone.</summary>
    public string? Content { get; init; }

    /// <summary>The part of the content that no report may show.</summary>
    public string? Value { get; init; }
}
