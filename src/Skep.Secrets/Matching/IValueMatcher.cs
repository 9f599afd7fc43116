namespace Skep.Secrets.Matching;

/// <summary>Finds the secret round a keyword.</summary>
/// <remarks>Sees a bounded stretch of text and takes time linear in it.</remarks>
internal interface IValueMatcher
{
    /// <param name="text">The surroundings of the keyword.</param>
    /// <param name="hit">Where the keyword begins in <paramref name="text"/>.</param>
    /// <param name="length">The keyword's length.</param>
    /// <param name="value">Where the secret is.</param>
    bool TryMatch(ReadOnlySpan<byte> text, int hit, int length, out ValueSpan value);
}

/// <summary>Where a secret lies.</summary>
internal readonly record struct ValueSpan(int Start, int Length)
{
    public int End => Start + Length;
}
