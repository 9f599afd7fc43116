namespace Skep.Compliance.Dockerfiles;

/// <summary>What one <c>FROM</c> begins; a history is a single one.</summary>
internal sealed record Stage(int Index, string Name)
{
    /// <summary>Null in a history.</summary>
    public Instruction? From { get; init; }

    /// <summary>The image or stage it is built on, variables put in; empty when unknown.</summary>
    public string Image { get; init; } = string.Empty;

    /// <summary>The earlier stage it is built on; null when it is an image.</summary>
    public int? Parent { get; init; }

    /// <summary>What it does, in order; triggers of <c>ONBUILD</c> follow it.</summary>
    public IReadOnlyList<Instruction> Instructions { get; init; } = [];

    /// <summary>Its layers are in the image that is shipped.</summary>
    public bool IsShipped { get; init; }

    /// <summary>It is what <c>docker build</c> builds unless told otherwise.</summary>
    public bool IsFinal { get; init; }

    /// <summary>What happens in this build: all but the triggers.</summary>
    public IEnumerable<Instruction> Steps => Instructions.Where(instruction => !instruction.IsTrigger);
}
