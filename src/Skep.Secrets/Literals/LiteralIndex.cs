namespace Skep.Secrets.Literals;

/// <summary>Finds all keywords of a set, by kinds: names that are long, what tokens begin with, the short rest.</summary>
internal sealed class LiteralIndex
{
    /// <summary>So many are found by the index of short ones alone, hardly slower than none.</summary>
    private const int Few = 64;

    private readonly BlockIndex _long;
    private readonly TokenIndex _tokens;
    private readonly ShortIndex _short;

    /// <param name="literals">All keywords, numbered.</param>
    /// <param name="members">The numbers of those that are looked for here.</param>
    /// <param name="isToken">Those of which only a place counts where a long token begins.</param>
    public LiteralIndex(IReadOnlyList<Literal> literals, IReadOnlyList<int> members, Func<int, bool> isToken)
    {
        _tokens = new TokenIndex(literals, members.Where(isToken));
        int[] others = [.. members.Where(member => !isToken(member))];
        bool areFew = others.Length <= Few;
        _long = new BlockIndex(literals, areFew ? [] : others.Where(member => IsLong(literals[member])));
        _short = new ShortIndex(literals, others.Where(member => areFew || !IsLong(literals[member])));
    }

    /// <summary>Finds what lies in <c>[from, to)</c>; <paramref name="from"/> has to be a multiple of four.</summary>
    /// <remarks>A caller that goes through a text stretch by stretch is told of every keyword exactly once.</remarks>
    public void Find(ReadOnlySpan<byte> text, int from, int to, ref HitList hits)
    {
        _tokens.Find(text, from, to, ref hits);
        _long.Find(text, from, to, ref hits);
        _short.Find(text, from, to, ref hits);
    }

    private static bool IsLong(Literal literal) => literal.Text.Length >= BlockIndex.MinLength;
}
