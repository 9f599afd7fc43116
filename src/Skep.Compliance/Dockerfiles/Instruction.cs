namespace Skep.Compliance.Dockerfiles;

/// <summary>One instruction of a Dockerfile, or of an image's history.</summary>
/// <param name="Keyword">In capitals: <c>RUN</c>.</param>
/// <param name="Arguments">What follows the keyword and its flags, continuation lines joined.</param>
internal sealed record Instruction(string Keyword, string Arguments)
{
    /// <summary>1 for the first line; 0 in a history.</summary>
    public int Line { get; init; }

    public int Column { get; init; }

    public int EndLine { get; init; }

    public IReadOnlyList<InstructionFlag> Flags { get; init; } = [];

    /// <summary>The words of the JSON form; null for the shell form.</summary>
    public IReadOnlyList<string>? Json { get; init; }

    public IReadOnlyList<HereDocument> HereDocuments { get; init; } = [];

    /// <summary>What <c>ONBUILD</c> keeps for later; null for all others.</summary>
    public Instruction? Trigger { get; init; }

    /// <summary>Kept by an <c>ONBUILD</c>: it is not run in this build.</summary>
    public bool IsTrigger { get; init; }

    /// <summary>An index into the image's history; null in a Dockerfile.</summary>
    public int? HistoryIndex { get; init; }

    public int? LayerIndex { get; init; }

    /// <summary><see cref="Arguments"/> with the variables known here put in; others stand as they are.</summary>
    public string Expanded { get; init; } = Arguments;

    /// <summary>Where <see cref="Arguments"/> begin in the joined lines.</summary>
    public int ArgumentsStart { get; init; }

    /// <summary>Where lines begin in <see cref="Arguments"/>.</summary>
    public IReadOnlyList<LineStart> LineStarts { get; init; } = [];

    /// <summary>The words of <see cref="Expanded"/>, or of the JSON form, without quotes.</summary>
    public IReadOnlyList<string> Words => Json ?? InstructionWords.Split(Expanded);

    public string? Flag(string name) => Flags.LastOrDefault(flag => flag.Name == name)?.Value;

    /// <summary>The line of the file in which a character of <see cref="Arguments"/> stands.</summary>
    public int LineAt(int offset) => LineStarts.LastOrDefault(start => start.Offset <= offset)?.Line ?? Line;
}

/// <summary><c>--name=value</c> behind an instruction's keyword.</summary>
/// <param name="Value">Empty for a switch.</param>
internal sealed record InstructionFlag(string Name, string Value);

/// <summary>A document in the Dockerfile itself: <c>&lt;&lt;EOF</c>.</summary>
/// <param name="IsQuoted">No variables are put into it.</param>
/// <param name="Line">The line of the file in which it begins.</param>
internal sealed record HereDocument(string Name, string Text, bool IsQuoted, int Line);

/// <summary>The line of the file that begins at an offset of the joined text.</summary>
internal sealed record LineStart(int Offset, int Line);
