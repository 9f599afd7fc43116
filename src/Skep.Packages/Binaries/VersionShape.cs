using System.Text;

namespace Skep.Packages.Binaries;

/// <summary>What a version of one product looks like.</summary>
/// <remarks>
/// <c>n</c> is a number, brackets are optional, anything else stands for itself: <c>n.n[.n]</c>, <c>3.11.n</c>. At
/// the end <c>a</c> allows letters and a number (<c>1.1.1w</c>, <c>9.2p1</c>), <c>~</c> a pre-release word
/// (<c>-rc.1</c>, <c>-beta2</c>), <c>*</c> whatever else a version may hold (<c>-0+deb12u1</c>). What follows must
/// not go on as a version would: <c>n.n</c> does not match in <c>1.2.3</c>.
/// </remarks>
internal sealed class VersionShape
{
    // A date with time is the longest number in a real version.
    public const int MaxDigits = 14;

    private const int MaxTail = 48;

    private static readonly string[] PreReleaseWords =
        ["alpha", "beta", "rc", "cr", "pre", "preview", "dev", "snapshot", "nightly", "ga", "a", "b", "m"];

    private readonly string _shape;
    private readonly char _tail;

    private VersionShape(string shape, char tail)
    {
        _shape = shape;
        _tail = tail;
        int fixedLength = shape.AsSpan().IndexOfAny("n[");
        Head = [.. shape[..(fixedLength < 0 ? shape.Length : fixedLength)].Select(c => (byte)c)];
    }

    /// <summary>The fixed beginning, such as <c>3.11.</c>; empty for most.</summary>
    public byte[] Head { get; }

    /// <summary>Whether it is a number of any value and then a full stop.</summary>
    public bool StartsWithNumber => _shape.StartsWith("n.", StringComparison.Ordinal);

    public static VersionShape Parse(string shape) =>
        shape[^1] is 'a' or '~' or '*' ? new(shape[..^1], shape[^1]) : new(shape, '\0');

    /// <summary>How many bytes at the beginning of <paramref name="text"/> are a version of this shape; negative when
    /// none are.</summary>
    public int Match(ReadOnlySpan<byte> text)
    {
        int at = 0;
        for (int i = 0; i < _shape.Length; i++)
        {
            if (_shape[i] == '[')
            {
                int close = _shape.IndexOf(']', i);
                at += Math.Max(0, Step(_shape.AsSpan(i + 1, close - i - 1), text[at..]));
                i = close;
                continue;
            }

            int length = Step(_shape.AsSpan(i, 1), text[at..]);
            if (length < 0)
            {
                return -1;
            }

            at += length;
        }

        at += Tail(text[at..]);
        return GoesOn(text[at..]) ? -1 : at;
    }

    /// <summary>The version at the beginning of <paramref name="text"/>; null when none is there.</summary>
    public string? ReadBeginning(ReadOnlySpan<byte> text)
    {
        int length = Match(text);
        return length > 0 ? Encoding.ASCII.GetString(text[..length]) : null;
    }

    /// <summary>Where the version that ends <paramref name="text"/> begins; negative when none ends there.</summary>
    public int MatchBefore(ReadOnlySpan<byte> text)
    {
        int start = text.Length;
        int first = Math.Max(0, text.Length - MaxTail);
        while (start > first && IsTail(text[start - 1]))
        {
            start--;
        }

        int length = Match(text[start..]);
        return length > 0 && start + length == text.Length ? start : -1;
    }

    private static int Step(ReadOnlySpan<char> shape, ReadOnlySpan<byte> text)
    {
        int at = 0;
        foreach (char c in shape)
        {
            int length = c == 'n' ? Digits(text[at..]) : at < text.Length && text[at] == c ? 1 : 0;
            if (length == 0)
            {
                return -1;
            }

            at += length;
        }

        return at;
    }

    private static int Digits(ReadOnlySpan<byte> text)
    {
        int count = text[..Math.Min(text.Length, MaxDigits)].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return count < 0 ? Math.Min(text.Length, MaxDigits) : count;
    }

    private static bool GoesOn(ReadOnlySpan<byte> text) =>
        text is [>= (byte)'0' and <= (byte)'9', ..] or [(byte)'.', >= (byte)'0' and <= (byte)'9', ..];

    private static bool IsTail(byte c) =>
        char.IsAsciiLetterOrDigit((char)c) || c is (byte)'.' or (byte)'+' or (byte)'-' or (byte)'~' or (byte)'_';

    private int Tail(ReadOnlySpan<byte> text) => _tail switch
    {
        'a' => Letters(text),
        '~' => PreRelease(text),
        '*' => Anything(text),
        _ => 0,
    };

    private static int Letters(ReadOnlySpan<byte> text)
    {
        int letters = 0;
        while (letters < Math.Min(2, text.Length) && text[letters] is >= (byte)'a' and <= (byte)'z')
        {
            letters++;
        }

        // Three letters are a word that only happens to follow.
        bool isWord = letters < text.Length && char.IsAsciiLetter((char)text[letters]);
        return letters == 0 || isWord ? 0 : letters + Digits(text[letters..]);
    }

    private static int PreRelease(ReadOnlySpan<byte> text)
    {
        int at = text is [(byte)'-' or (byte)'.' or (byte)'~', ..] ? 1 : 0;
        foreach (string word in PreReleaseWords)
        {
            if (StartsWith(text[at..], word))
            {
                at += word.Length;
                at += text[at..] is [(byte)'.' or (byte)'-', >= (byte)'0' and <= (byte)'9', ..] ? 1 : 0;
                return at + Digits(text[at..]);
            }
        }

        return 0;
    }

    private static int Anything(ReadOnlySpan<byte> text)
    {
        int length = 0;
        while (length < Math.Min(MaxTail, text.Length) && IsTail(text[length]))
        {
            length++;
        }

        // A full stop ends the sentence, not the version.
        while (length > 0 && !char.IsAsciiLetterOrDigit((char)text[length - 1]))
        {
            length--;
        }

        return length;
    }

    private static bool StartsWith(ReadOnlySpan<byte> text, string word)
    {
        if (text.Length < word.Length)
        {
            return false;
        }

        for (int i = 0; i < word.Length; i++)
        {
            if ((text[i] | 0x20) != word[i])
            {
                return false;
            }
        }

        return text.Length == word.Length || !char.IsAsciiLetter((char)text[word.Length]);
    }
}
