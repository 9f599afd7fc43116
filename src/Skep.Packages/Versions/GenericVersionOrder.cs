using Skep.Core;

namespace Skep.Packages.Versions;

/// <summary>
/// The order of programs that follow no scheme: <c>1.1.1k</c>, <c>8u292-b10</c>, <c>9.3p1</c>,
/// <c>5.2.15(1)-release</c>.
/// </summary>
/// <remarks>
/// Runs of digits and of letters, whatever separates them. A word that announces a release (<c>rc</c>,
/// <c>beta</c>, <c>ea</c> …) is older than nothing; any other letters are newer than nothing (OpenSSL's
/// <c>1.0.2a</c>), older than a further number. Zeros at the end do not count. A single <c>a</c>, <c>b</c> or <c>m</c>
/// is a letter, not a pre-release. What does not start with a digit (or <c>v</c> and one) is refused.
/// </remarks>
internal sealed class GenericVersionOrder : IVersionOrder
{
    private const int NothingRank = 5;
    private const int LettersRank = 6;
    private const int NumberRank = 7;

    public string Id => "generic";

    public bool IsValid(ReadOnlySpan<char> version) =>
        VersionText.IsGraphic(version)
        && (char.IsAsciiDigit(version[0]) || version is ['v' or 'V', >= '0' and <= '9', ..]);

    public bool TryCompare(ReadOnlySpan<char> left, ReadOnlySpan<char> right, out int order)
    {
        order = 0;
        if (!IsValid(left) || !IsValid(right))
        {
            return false;
        }

        left = char.IsAsciiDigit(left[0]) ? left : left[1..];
        right = char.IsAsciiDigit(right[0]) ? right : right[1..];
        while (order == 0 && (!left.IsEmpty || !right.IsEmpty))
        {
            ReadOnlySpan<char> a = Next(ref left, out int leftRank);
            ReadOnlySpan<char> b = Next(ref right, out int rightRank);
            order = leftRank != rightRank ? leftRank - rightRank
                : leftRank == NumberRank ? DigitRun.Compare(a, b)
                : leftRank == LettersRank ? VersionText.CompareFolded(a, b)
                : 0;
        }

        return true;
    }

    private static ReadOnlySpan<char> Next(scoped ref ReadOnlySpan<char> rest, out int rank)
    {
        rest = SkipSeparators(rest);
        int length = rest.IsEmpty || char.IsAsciiDigit(rest[0]) ? DigitRun.Length(rest) : LettersLength(rest);
        ReadOnlySpan<char> run = rest[..length];
        rest = SkipSeparators(rest[length..]);
        bool zero = run.IsEmpty || (char.IsAsciiDigit(run[0]) && DigitRun.IsZero(run));
        rank = zero ? NothingRank : char.IsAsciiDigit(run[0]) ? NumberRank : RankOf(run);
        return run;
    }

    private static ReadOnlySpan<char> SkipSeparators(ReadOnlySpan<char> text)
    {
        int i = 0;
        while (i < text.Length && !char.IsAsciiLetterOrDigit(text[i]))
        {
            i++;
        }

        return text[i..];
    }

    private static int LettersLength(ReadOnlySpan<char> text)
    {
        int i = 1;
        while (i < text.Length && char.IsAsciiLetter(text[i]))
        {
            i++;
        }

        return i;
    }

    private static int RankOf(ReadOnlySpan<char> word)
    {
        Span<char> folded = stackalloc char["milestone".Length];
        if (word.Length > folded.Length)
        {
            return LettersRank;
        }

        int length = word.ToLowerInvariant(folded);
        return folded[..length] switch
        {
            "dev" or "snapshot" or "nightly" => 0,
            "alpha" => 1,
            "beta" or "milestone" => 2,
            "pre" or "preview" or "ea" => 3,
            "rc" or "cr" => 4,
            "release" or "final" or "ga" or "stable" => NothingRank,
            _ => LettersRank,
        };
    }
}
