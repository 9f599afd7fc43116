namespace Skep.Core;

/// <summary>Looks through files of any size, piece by piece, as the walk decodes them.</summary>
/// <remarks>
/// As context-free and as cached as an <see cref="IInspector"/>, and it keeps no state between pieces either: pieces
/// overlap instead (<see cref="FilePiece"/>). Called synchronously, on the walk's own thread, for every file it wants;
/// it must take time linear in the piece.
/// </remarks>
public interface IStreamInspector
{
    InspectorId Id { get; }

    /// <summary>Raised whenever the findings for the same bytes change.</summary>
    int Version { get; }

    /// <summary>What it was set up with, when that is not built in: part of the key of cached results.</summary>
    string Variant => string.Empty;

    /// <summary>Whether it wants the file.</summary>
    /// <param name="head">The first bytes, at least 64 where the file has them.</param>
    bool Wants(LayerPath path, ReadOnlySpan<byte> head, int mode, long size);

    void Inspect(in FilePiece piece, IFindingSink sink);
}

/// <summary>A part of a file, with some of what lies before and behind it.</summary>
/// <remarks>
/// What begins in <c>[Start, End)</c> of <see cref="Content"/> is this piece's to report; every byte of a file lies
/// there
/// in exactly one piece. Before it are up to <see cref="Context"/> bytes that were judged already, behind it up to <see
/// cref="LookAhead"/> that the next piece will judge. A file of one piece is <c>[0, Content.Length)</c>.
/// </remarks>
public readonly ref struct FilePiece(LayerPath path, ReadOnlySpan<byte> content, int start, int end)
{
    /// <summary>Bytes seen again in front of a piece, at most.</summary>
    public const int Context = 1024;

    /// <summary>Bytes seen in advance behind a piece, at least, unless the file ends before.</summary>
    public const int LookAhead = 16 * 1024;

    public LayerPath Path { get; } = path;

    public ReadOnlySpan<byte> Content { get; } = content;

    public int Start { get; } = start;

    public int End { get; } = end;

    /// <summary>Where <see cref="Content"/> begins in the file.</summary>
    public long Offset { get; init; }

    /// <summary>Bytes of the whole file.</summary>
    public long FileSize { get; init; } = content.Length;

    public int Mode { get; init; } = FileView.DefaultMode;

    public bool IsFirst => Offset + Start == 0;
}
