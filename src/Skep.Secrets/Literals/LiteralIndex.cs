namespace Skep.Secrets.Literals;

/// <summary>Finds all keywords of a set in one pass over bytes.</summary>
internal sealed class LiteralIndex
{
    private readonly BlockIndex _long;
    private readonly ShortIndex _short;

    /// <param name="literals">All keywords, numbered.</param>
    /// <param name="members">The numbers of those that are looked for here.</param>
    public LiteralIndex(IReadOnlyList<Literal> literals, IReadOnlyList<int> members)
    {
        _long = new BlockIndex(literals, members.Where(member => IsLong(literals[member])));
        _short = new ShortIndex(literals, members.Where(member => !IsLong(literals[member])));
    }

    /// <summary>Finds what lies in <c>[from, to)</c>; <paramref name="from"/> has to be a multiple of four.</summary>
    /// <remarks>A caller that goes through a text stretch by stretch is told of every keyword exactly once.</remarks>
    public void Find(ReadOnlySpan<byte> text, int from, int to, ref HitList hits)
    {
        _long.Find(text, from, to, ref hits);
        _short.Find(text, from, to, ref hits);
    }

    private static bool IsLong(Literal literal) => literal.Text.Length >= BlockIndex.MinLength;
}
