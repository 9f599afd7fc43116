namespace Skep.Packages.Versions;

/// <summary>A version split as PEP 440, appendix B, does; digit runs stay text.</summary>
internal ref struct PythonVersion
{
    // Where a version stands between its development release and its final one.
    private const int DevelopmentPhase = 0;
    private const int AlphaPhase = 1;
    private const int BetaPhase = 2;
    private const int CandidatePhase = 3;
    private const int FinalPhase = 4;

    private ReadOnlySpan<char> _rest;

    public ReadOnlySpan<char> Epoch { get; private set; }

    public ReadOnlySpan<char> Release { get; private set; }

    /// <summary>0 for a development release of the final one, then alpha, beta, candidate, final.</summary>
    public int Phase { get; private set; }

    public ReadOnlySpan<char> PreNumber { get; private set; }

    public bool HasPost { get; private set; }

    public ReadOnlySpan<char> PostNumber { get; private set; }

    public bool HasDev { get; private set; }

    public ReadOnlySpan<char> DevNumber { get; private set; }

    public ReadOnlySpan<char> Local { get; private set; }

    public static bool TryParse(ReadOnlySpan<char> text, out PythonVersion version)
    {
        version = default;
        text = text.Trim();
        if (!VersionText.IsGraphic(text))
        {
            return false;
        }

        version._rest = text is ['v' or 'V', ..] ? text[1..] : text;
        version.ReadEpoch();
        int end = DigitRun.DottedLength(version._rest);
        version.Release = version._rest[..end];
        version._rest = version._rest[end..];
        version.ReadPre();
        version.ReadPost();
        version.ReadDev();
        return end > 0 && version.ReadLocal() && version._rest.IsEmpty;
    }

    private void ReadEpoch()
    {
        int digits = DigitRun.Length(_rest);
        if (digits > 0 && digits < _rest.Length && _rest[digits] == '!')
        {
            Epoch = _rest[..digits];
            _rest = _rest[(digits + 1)..];
        }
    }

    private void ReadPre()
    {
        Phase = TryWord("alpha") || TryWord("a") ? AlphaPhase
            : TryWord("beta") || TryWord("b") ? BetaPhase
            : TryWord("preview") || TryWord("pre") || TryWord("c") || TryWord("rc") ? CandidatePhase
            : FinalPhase;
        PreNumber = Phase == FinalPhase ? [] : TakeNumber();
    }

    private void ReadPost()
    {
        if (_rest is ['-', >= '0' and <= '9', ..])
        {
            HasPost = true;
            PostNumber = TakeNumber();
        }
        else if (TryWord("post") || TryWord("rev") || TryWord("r"))
        {
            HasPost = true;
            PostNumber = TakeNumber();
        }
    }

    private void ReadDev()
    {
        HasDev = TryWord("dev");
        if (HasDev)
        {
            DevNumber = TakeNumber();
            Phase = Phase == FinalPhase && !HasPost ? DevelopmentPhase : Phase;
        }
    }

    private bool ReadLocal()
    {
        if (_rest is not ['+', ..])
        {
            return true;
        }

        Local = _rest[1..];
        _rest = [];
        bool empty = true;
        foreach (char c in Local)
        {
            bool separator = c is '.' or '-' or '_';
            if (separator ? empty : !char.IsAsciiLetterOrDigit(c))
            {
                return false;
            }

            empty = separator;
        }

        return !empty;
    }

    // One optional separator, then the word in any case.
    private bool TryWord(ReadOnlySpan<char> word)
    {
        ReadOnlySpan<char> at = SkipSeparator(_rest);
        if (!at.StartsWith(word, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        _rest = at[word.Length..];
        return true;
    }

    // The specification's expression takes the separator also where no number follows.
    private ReadOnlySpan<char> TakeNumber()
    {
        _rest = SkipSeparator(_rest);
        int digits = DigitRun.Length(_rest);
        ReadOnlySpan<char> number = _rest[..digits];
        _rest = _rest[digits..];
        return number;
    }

    private static ReadOnlySpan<char> SkipSeparator(ReadOnlySpan<char> text) =>
        text is ['.' or '-' or '_', ..] ? text[1..] : text;
}
