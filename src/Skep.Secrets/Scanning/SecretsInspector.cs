using Skep.Core;

namespace Skep.Secrets.Scanning;

/// <summary>Looks for secrets in every file of a layer.</summary>
internal sealed class SecretsInspector(CompiledRules rules, ValueFinder finder, SightingMaker maker, string variant)
    : IStreamInspector
{
    /// <summary>Text has no NUL here: what decides whether generic rules apply.</summary>
    private const int Probe = 1024;

    public InspectorId Id { get; } = new("secrets/files");

    public int Version => 3;

    public string Variant => variant;

    public bool Wants(LayerPath path, ReadOnlySpan<byte> head, int mode, long size) =>
        size > 0 && !CompressedFiles.IsCompressed(head);

    public void Inspect(in FilePiece piece, IFindingSink sink)
    {
        if (piece.IsFirst)
        {
            FileRules.Apply(rules, piece, sink);
        }

        if (WideText.IsWide(piece.Content))
        {
            WideText.Inspect(piece, this, sink);
        }
        else
        {
            InspectBytes(piece, piece.Content, piece.Start, piece.End, 1, sink);
        }
    }

    /// <param name="unit">Bytes of the file for each byte of <paramref name="content"/>.</param>
    public void InspectBytes(in FilePiece piece, ReadOnlySpan<byte> content, int start, int end, int unit,
        IFindingSink sink)
    {
        bool isText = !content[..Math.Min(Probe, content.Length)].Contains((byte)0);
        string path = piece.Path.ToString();
        if (finder.Find(content, start, end, path, isText) is { } found)
        {
            new PieceReport(piece, path, unit, isText, maker).Write(content, start, end, found, sink);
        }

        if (isText && rules.BulkRules.Length > 0)
        {
            BulkRules.Apply(rules, content, start, end, piece, sink);
        }
    }
}
