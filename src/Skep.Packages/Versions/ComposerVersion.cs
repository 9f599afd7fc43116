namespace Skep.Packages.Versions;

/// <summary>A version as composer/semver normalises it, read part by part.</summary>
internal ref struct ComposerVersion
{
    // How PHP's version_compare ranks the parts; the end of a version stands where its '#' does.
    private const int Dev = 0;
    private const int Alpha = 1;
    private const int Beta = 2;
    private const int Candidate = 3;
    private const int End = 4;
    private const int Number = 5;
    private const int Patch = 6;

    private const int ClassicalNumbers = 4;
    private const int MaxClassicalDigits = 5;
    private const int MinDateDigits = 4;

    // What Composer puts in place of the x of a branch such as 1.x-dev.
    private const string Wildcard = "9999999";

    private ReadOnlySpan<char> _numbers;
    private ReadOnlySpan<char> _stageNumbers;
    private int _padding;
    private bool _isBranch;
    private int _stage;
    private bool _isDev;

    public bool IsAtEnd { get; private set; }

    public static bool TryParse(ReadOnlySpan<char> text, out ComposerVersion version)
    {
        version = new ComposerVersion { _stage = End };
        if (!VersionText.IsGraphic(text))
        {
            return false;
        }

        text = WithoutBuild(WithoutStabilityFlag(text));
        text = text is ['v' or 'V', ..] ? text[1..] : text;
        int end = version.ReadNumbers(text);
        return end > 0 && version.ReadModifiers(text[end..]);
    }

    /// <summary>The rank of the next part, and its digits if it is a number.</summary>
    public int Next(out ReadOnlySpan<char> number)
    {
        number = [];
        if (!_numbers.IsEmpty)
        {
            number = DigitRun.Next(ref _numbers);
            if (number.IsEmpty)
            {
                // The x or * of a branch: step over what Next left of it.
                number = Wildcard;
                _numbers = _numbers is ['.', ..] ? _numbers[1..] : _numbers;
            }

            return Number;
        }

        if (_padding > 0)
        {
            _padding--;
            number = _isBranch ? Wildcard : [];
            return Number;
        }

        if (_stage != End)
        {
            int stage = _stage;
            _stage = End;
            return stage;
        }

        if (!_stageNumbers.IsEmpty)
        {
            number = DigitRun.Next(ref _stageNumbers);
            return Number;
        }

        if (_isDev)
        {
            _isDev = false;
            return Dev;
        }

        IsAtEnd = true;
        return End;
    }

    // 1.0@dev says what a requirement allows, not which version it is.
    private static ReadOnlySpan<char> WithoutStabilityFlag(ReadOnlySpan<char> text)
    {
        int at = text.LastIndexOf('@');
        if (at < 0)
        {
            return text;
        }

        ReadOnlySpan<char> rest = text[(at + 1)..];
        bool known = TryWord(ref rest, "stable") || TryWord(ref rest, "rc") || TryWord(ref rest, "beta")
            || TryWord(ref rest, "alpha") || TryWord(ref rest, "dev");
        return known && rest.IsEmpty ? text[..at] : text;
    }

    private static ReadOnlySpan<char> WithoutBuild(ReadOnlySpan<char> text)
    {
        int plus = text.IndexOf('+');
        return plus < 0 || plus == text.Length - 1 ? text : text[..plus];
    }

    // The length of the numbers; 0 where they are none that Composer knows.
    private int ReadNumbers(ReadOnlySpan<char> text)
    {
        int first = DigitRun.Length(text);
        int end = first;
        int count = 1;
        bool dotted = true;
        while (end + 1 < text.Length && text[end] is '.' or ':' or '-')
        {
            bool wildcard = text[end] == '.' && text[end + 1] is 'x' or 'X' or '*';
            int length = wildcard ? 1 : DigitRun.Length(text[(end + 1)..]);
            if (length == 0)
            {
                break;
            }

            dotted &= text[end] == '.';
            _isBranch |= wildcard;
            end += 1 + length;
            count++;
        }

        bool classical = dotted && first <= MaxClassicalDigits && count <= ClassicalNumbers;
        _padding = classical ? ClassicalNumbers - count : 0;
        _numbers = text[..end];
        return first > 0 && (classical || (first >= MinDateDigits && !_isBranch)) ? end : 0;
    }

    private bool ReadModifiers(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> rest = text is ['.' or '_' or '-', ..] ? text[1..] : text;
        bool stable = TryWord(ref rest, "stable");
        _stage = stable ? End
            : TryWord(ref rest, "beta") || TryWord(ref rest, "b") ? Beta
            : TryWord(ref rest, "rc") ? Candidate
            : TryWord(ref rest, "alpha") || TryWord(ref rest, "a") ? Alpha
            : TryWord(ref rest, "patch") || TryWord(ref rest, "pl") || TryWord(ref rest, "p") ? Patch
            : End;
        if (_stage != End || stable)
        {
            ReadStageNumbers(ref rest);
        }

        rest = rest is ['.' or '-', 'd' or 'D', ..] ? rest[1..] : rest;
        _isDev = TryWord(ref rest, "dev");
        if (stable)
        {
            _stageNumbers = [];
            _isDev = false;
        }

        // Composer ignores a separator behind the numbers that separates nothing, and so does this.
        return rest.IsEmpty && (!_isBranch || (_isDev && _stage == End));
    }

    private void ReadStageNumbers(ref ReadOnlySpan<char> rest)
    {
        int end = 0;
        while (end < rest.Length)
        {
            int skip = rest[end] is '.' or '-' ? 1 : 0;
            int length = DigitRun.Length(rest[(end + skip)..]);
            if (length == 0)
            {
                break;
            }

            end += skip + length;
        }

        ReadOnlySpan<char> numbers = rest[..end];
        _stageNumbers = numbers is ['.' or '-', ..] ? numbers[1..] : numbers;
        rest = rest[end..];
    }

    private static bool TryWord(scoped ref ReadOnlySpan<char> rest, ReadOnlySpan<char> word)
    {
        if (!rest.StartsWith(word, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        rest = rest[word.Length..];
        return true;
    }
}
