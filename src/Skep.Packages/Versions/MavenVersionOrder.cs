using Skep.Core;

namespace Skep.Packages.Versions;

/// <summary>Maven's order of dotted and hyphenated numbers and qualifiers.</summary>
/// <remarks>
/// Specification: <see href="https://maven.apache.org/pom.html#Version_Order_Specification"/>. It says less than
/// Maven's code does, and the code goes in circles in corners (a release qualifier before further numbers);
/// here the padded sequences of the specification are compared, which is a total order. An unresolved
/// <c>${property}</c> or a range is no version.
/// </remarks>
internal sealed class MavenVersionOrder : IVersionOrder
{
    private const int ReleaseRank = 5;
    private const int UnknownRank = 7;
    private const int HyphenNumberRank = 8;
    private const int DotNumberRank = 9;

    // Enough for every version seen in Maven Central's index; longer ones go to the heap.
    private const int MaxOnStack = 64;

    public string Id => "maven";

    public bool IsValid(ReadOnlySpan<char> version)
    {
        bool any = false;
        foreach (char c in version)
        {
            any |= char.IsAsciiLetterOrDigit(c);
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_' or '+' or '~'))
            {
                return false;
            }
        }

        return any && version.Length <= VersionText.MaxLength;
    }

    public bool TryCompare(ReadOnlySpan<char> left, ReadOnlySpan<char> right, out int order)
    {
        order = 0;
        if (!IsValid(left) || !IsValid(right))
        {
            return false;
        }

        int need = Math.Max(left.Length, right.Length) + 1;
        ReadOnlySpan<Token> a = Tokenise(left, need <= MaxOnStack ? stackalloc Token[MaxOnStack] : new Token[need]);
        ReadOnlySpan<Token> b = Tokenise(right, need <= MaxOnStack ? stackalloc Token[MaxOnStack] : new Token[need]);
        for (int i = 0; order == 0 && i < Math.Max(a.Length, b.Length); i++)
        {
            order = Compare(i < a.Length ? a[i] : Token.Null, left, i < b.Length ? b[i] : Token.Null, right);
        }

        return true;
    }

    private static int Compare(Token left, ReadOnlySpan<char> leftText, Token right, ReadOnlySpan<char> rightText) =>
        left.Rank != right.Rank ? left.Rank - right.Rank
        : left.Rank == UnknownRank ? VersionText.CompareFolded(left.In(leftText), right.In(rightText))
        : left.Rank >= HyphenNumberRank ? DigitRun.Compare(left.In(leftText), right.In(rightText))
        : 0;

    /// <summary>
    /// Splits at dots, hyphens and between digits and letters, and drops the nulls that do not count.
    /// </summary>
    private static Span<Token> Tokenise(ReadOnlySpan<char> text, Span<Token> tokens)
    {
        int count = 0;
        int start = 0;
        bool hyphen = false;
        while (start <= text.Length)
        {
            int length = LengthOfToken(text[start..]);
            Token token = Read(text, start, length, hyphen);

            // 1.0-1 is 1-1, and 1.0.rc1 is 1-rc-1.
            if (hyphen || token.Rank < HyphenNumberRank)
            {
                count = WithoutTrailingNulls(text, tokens[..count]);
            }

            tokens[count++] = token;
            start += length;
            bool separated = start < text.Length && text[start] is '.' or '-';
            hyphen = start < text.Length && text[start] != '.';
            start += separated || start == text.Length ? 1 : 0;
        }

        return tokens[..WithoutTrailingNulls(text, tokens[..count])];
    }

    private static int LengthOfToken(ReadOnlySpan<char> text)
    {
        int digits = DigitRun.Length(text);
        if (digits > 0)
        {
            return digits;
        }

        int end = text.IndexOfAny(".-0123456789");
        return end < 0 ? text.Length : end;
    }

    private static Token Read(ReadOnlySpan<char> text, int start, int length, bool hyphen)
    {
        bool number = length == 0 || char.IsAsciiDigit(text[start]);
        bool digitFollows = start + length < text.Length && char.IsAsciiDigit(text[start + length]);
        int rank = !number ? RankOf(text.Slice(start, length), digitFollows)
            : hyphen ? HyphenNumberRank
            : DotNumberRank;
        return new Token((ushort)start, (ushort)length, (byte)rank);
    }

    private static int WithoutTrailingNulls(ReadOnlySpan<char> text, ReadOnlySpan<Token> tokens)
    {
        int count = tokens.Length;
        while (count > 0 && (tokens[count - 1].Rank == ReleaseRank
            || (tokens[count - 1].Rank >= HyphenNumberRank && DigitRun.IsZero(tokens[count - 1].In(text)))))
        {
            count--;
        }

        return count;
    }

    private static int RankOf(ReadOnlySpan<char> qualifier, bool digitFollows)
    {
        Span<char> folded = stackalloc char["milestone".Length];
        if (qualifier.Length > folded.Length)
        {
            return UnknownRank;
        }

        int length = qualifier.ToLowerInvariant(folded);
        return folded[..length] switch
        {
            "alpha" => 0,
            "beta" => 1,
            "milestone" => 2,
            "a" when digitFollows => 0,
            "b" when digitFollows => 1,
            "m" when digitFollows => 2,
            "rc" or "cr" => 3,
            "snapshot" => 4,
            "ga" or "final" or "release" => ReleaseRank,
            "sp" => 6,
            _ => UnknownRank,
        };
    }

    private readonly record struct Token(ushort Start, ushort Length, byte Rank)
    {
        public static Token Null => new(0, 0, ReleaseRank);

        public ReadOnlySpan<char> In(ReadOnlySpan<char> text) => text.Slice(Start, Length);
    }
}
