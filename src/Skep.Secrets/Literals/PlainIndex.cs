namespace Skep.Secrets.Literals;

/// <summary>Finds keywords in short texts, byte by byte: takes no time to set up.</summary>
/// <remarks>
/// The indexes of files cost milliseconds to set up, which a scan of an image that only masks its configuration, a few
/// kilobytes, would not win back.
/// </remarks>
internal sealed class PlainIndex(IReadOnlyList<Literal> literals) : ILiteralIndex
{
    private const uint Fold = 0x202020;

    private readonly EntryTable _table = new(
        literals,
        [.. Enumerable.Range(0, literals.Count).Select(number => new KeyPlace(number, 0))],
        Literal.MinLength);

    public void Find(ReadOnlySpan<byte> text, int from, int to, ref HitList hits)
    {
        for (int at = from; at < Math.Min(to, text.Length - Literal.MinLength + 1); at++)
        {
            uint key = (uint)(text[at] | (text[at + 1] << 8) | (text[at + 2] << 16)) | Fold;
            _table.Find(text, at, key, ref hits);
        }
    }
}

/// <summary>Finds all keywords of a set in a text.</summary>
internal interface ILiteralIndex
{
    /// <summary>Finds what lies in <c>[from, to)</c>; <paramref name="from"/> has to be a multiple of four.</summary>
    /// <remarks>A caller that goes through a text stretch by stretch is told of every keyword exactly once.</remarks>
    void Find(ReadOnlySpan<byte> text, int from, int to, ref HitList hits);
}
