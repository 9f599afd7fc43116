using Skep.Core;

namespace Skep.Packages.Versions;

/// <summary>RubyGems' order: dotted segments, where a segment of letters makes a pre-release.</summary>
/// <remarks>
/// Documentation: <see href="https://docs.ruby-lang.org/en/master/Gem/Version.html"/>. A hyphen reads as
/// <c>.pre.</c>; zeros at the end and before the first letters do not count. A gem's platform
/// (<c>1.2-x86_64-linux</c>) is no part of its version.
/// </remarks>
internal sealed class GemVersionOrder : IVersionOrder
{
    public string Id => "gem";

    public bool IsValid(ReadOnlySpan<char> version)
    {
        if (!VersionText.IsGraphic(version) || !char.IsAsciiDigit(version[0]))
        {
            return false;
        }

        // Dotted letters and digits, the first segment digits only; behind a hyphen also single hyphens.
        bool empty = true;
        bool hyphenated = false;
        bool first = true;
        foreach (char c in version)
        {
            if (c == '.' || (c == '-' && !hyphenated))
            {
                if (empty)
                {
                    return false;
                }

                hyphenated |= c == '-';
                first = false;
                empty = true;
                continue;
            }

            bool allowed = char.IsAsciiDigit(c) || (!first && char.IsAsciiLetter(c)) || (hyphenated && c == '-');
            if (!allowed)
            {
                return false;
            }

            empty = false;
        }

        return !empty;
    }

    public bool TryCompare(ReadOnlySpan<char> left, ReadOnlySpan<char> right, out int order)
    {
        order = 0;
        if (!IsValid(left) || !IsValid(right))
        {
            return false;
        }

        var a = new Segments(left);
        var b = new Segments(right);
        bool more = true;
        while (order == 0 && more)
        {
            // Both must move: an exhausted one goes on giving zeros.
            more = a.MoveNext() | b.MoveNext();
            order = a.IsNumber != b.IsNumber ? (a.IsNumber ? 1 : -1)
                : a.IsNumber ? DigitRun.Compare(a.Value, b.Value)
                : a.Value.SequenceCompareTo(b.Value);
        }

        return true;
    }

    /// <summary>The runs of digits and of letters, without the zeros that do not count.</summary>
    private ref struct Segments(ReadOnlySpan<char> version)
    {
        private ReadOnlySpan<char> _rest = version;
        private bool _sawLetters;

        /// <summary>Empty, which is zero, once exhausted.</summary>
        public ReadOnlySpan<char> Value { get; private set; }

        public bool IsNumber { get; private set; } = true;

        public bool MoveNext()
        {
            bool moved = Read();
            if (moved && !_sawLetters && DigitRun.IsZero(Value) && IsNumber && LettersFollowZeros())
            {
                while (IsNumber && Read())
                {
                }
            }

            _sawLetters |= !IsNumber;
            return moved;
        }

        // Whether nothing but zeros stands between here and the first letters.
        private readonly bool LettersFollowZeros()
        {
            Segments ahead = this;
            while (ahead.Read())
            {
                if (!ahead.IsNumber)
                {
                    return true;
                }

                if (!DigitRun.IsZero(ahead.Value))
                {
                    return false;
                }
            }

            return false;
        }

        private bool Read()
        {
            while (!_rest.IsEmpty && !char.IsAsciiLetterOrDigit(_rest[0]))
            {
                bool hyphen = _rest[0] == '-';
                _rest = _rest[1..];
                if (hyphen)
                {
                    Value = "pre";
                    IsNumber = false;
                    return true;
                }
            }

            IsNumber = _rest.IsEmpty || char.IsAsciiDigit(_rest[0]);
            int length = IsNumber ? DigitRun.Length(_rest) : LetterCount(_rest);
            Value = _rest[..length];
            _rest = _rest[length..];
            return length > 0;
        }

        private static int LetterCount(ReadOnlySpan<char> text)
        {
            int i = 0;
            while (i < text.Length && char.IsAsciiLetter(text[i]))
            {
                i++;
            }

            return i;
        }
    }
}
