using Skep.Core;

namespace Skep.Packages.Versions;

/// <summary>Alpine's order: <c>digits{.digits}{letter}{_suffix{digits}}{~hash}{-rN}</c>.</summary>
/// <remarks>
/// Format: <see href="https://man.archlinux.org/man/extra/apk-tools/apk-package.5.en"/>, ordered as apk 3 does.
/// Accepts also digits behind the letter, which apk 2 allowed and old releases still carry.
/// </remarks>
internal sealed class ApkVersionOrder : IVersionOrder
{
    // The order of the members is the order in which a version that ends here beats one that goes on.
    private enum Token
    {
        FirstNumber,
        Number,
        Letter,
        Suffix,
        SuffixNumber,
        Hash,
        Revision,
        End,
        Invalid,
    }

    public string Id => "apk";

    public bool IsValid(ReadOnlySpan<char> version)
    {
        if (!VersionText.IsGraphic(version))
        {
            return false;
        }

        var tokens = new Tokens(version);
        while (tokens.Kind < Token.End)
        {
            tokens.Advance();
        }

        return tokens.Kind == Token.End;
    }

    public bool TryCompare(ReadOnlySpan<char> left, ReadOnlySpan<char> right, out int order)
    {
        order = 0;
        if (!IsValid(left) || !IsValid(right))
        {
            return false;
        }

        var a = new Tokens(left);
        var b = new Tokens(right);
        while (order == 0 && a.Kind == b.Kind && a.Kind < Token.End)
        {
            order = CompareTokens(a, b);
            a.Advance();
            b.Advance();
        }

        if (order == 0 && a.Kind != b.Kind)
        {
            order = a.IsPreRelease ? -1 : b.IsPreRelease ? 1 : b.Kind - a.Kind;
        }

        return true;
    }

    private static int CompareTokens(in Tokens left, in Tokens right) => left.Kind switch
    {
        // As in Gentoo: a leading zero makes it a fraction, compared as text (1.05 < 1.5).
        Token.Number when left.Value is ['0', ..] || right.Value is ['0', ..] =>
            left.Value.SequenceCompareTo(right.Value),
        Token.Suffix => left.SuffixRank - right.SuffixRank,
        Token.Letter or Token.Hash => left.Value.SequenceCompareTo(right.Value),
        _ => DigitRun.Compare(left.Value, right.Value),
    };

    private ref struct Tokens
    {
        private ReadOnlySpan<char> _rest;

        public Tokens(ReadOnlySpan<char> version)
        {
            _rest = version;
            Take(Token.FirstNumber, 0, DigitRun.Length(version));
        }

        public Token Kind { get; private set; }

        public ReadOnlySpan<char> Value { get; private set; }

        public int SuffixRank { get; private set; }

        public readonly bool IsPreRelease => Kind == Token.Suffix && SuffixRank < 0;

        public void Advance()
        {
            if (_rest.IsEmpty)
            {
                Kind = Token.End;
                return;
            }

            ReadOnlySpan<char> after = _rest[1..];
            switch (_rest[0])
            {
                case >= 'a' and <= 'z' when Kind <= Token.Number:
                    Take(Token.Letter, 0, 1);
                    break;
                case '.' when Kind <= Token.Number:
                    Take(Token.Number, 1, DigitRun.Length(after));
                    break;
                case >= '0' and <= '9' when Kind is Token.Suffix or Token.Letter:
                    Take(Kind == Token.Suffix ? Token.SuffixNumber : Token.Number, 0, DigitRun.Length(_rest));
                    break;
                case '_' when Kind <= Token.SuffixNumber:
                    Take(Token.Suffix, 1, LengthOf(after, 'z'));
                    SuffixRank = RankOf(Value);
                    Kind = SuffixRank == 0 ? Token.Invalid : Kind;
                    break;
                case '~' when Kind < Token.Hash:
                    Take(Token.Hash, 1, LengthOf(after, 'f'));
                    break;
                case '-' when Kind < Token.Revision && after is ['r', ..]:
                    Take(Token.Revision, 2, DigitRun.Length(after[1..]));
                    break;
                default:
                    Kind = Token.Invalid;
                    break;
            }
        }

        private void Take(Token kind, int skip, int length)
        {
            Kind = length == 0 ? Token.Invalid : kind;
            Value = _rest.Slice(skip, length);
            _rest = _rest[(skip + length)..];
        }

        // Suffixes are letters; hashes are lower-case hexadecimal digits.
        private static int LengthOf(ReadOnlySpan<char> text, char lastLetter)
        {
            int i = 0;
            while (i < text.Length
                && ((text[i] >= 'a' && text[i] <= lastLetter) || (lastLetter == 'f' && char.IsAsciiDigit(text[i]))))
            {
                i++;
            }

            return i;
        }

        private static int RankOf(ReadOnlySpan<char> suffix) => suffix switch
        {
            "alpha" => -4,
            "beta" => -3,
            "pre" => -2,
            "rc" => -1,
            "cvs" => 1,
            "svn" => 2,
            "git" => 3,
            "hg" => 4,
            "p" => 5,
            _ => 0,
        };
    }
}
