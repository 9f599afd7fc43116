namespace Skep.Secrets.Literals;

/// <summary>Finds all keywords of a set in files: what tokens begin with, long names, the short rest.</summary>
internal sealed class LiteralIndex : ILiteralIndex
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

    /// <inheritdoc/>
    public void Find(ReadOnlySpan<byte> text, int from, int to, ref HitList hits)
    {
        _tokens.Find(text, from, to, ref hits);
        _long.Find(text, from, to, ref hits);
        _short.Find(text, from, to, ref hits);
    }

    private static bool IsLong(Literal literal) => literal.Text.Length >= BlockIndex.MinLength;
}
