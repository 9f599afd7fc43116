namespace Skep.Secrets.Matching;

/// <summary>
/// What stands between a name and its value: <c>=</c>, <c>:</c>, <c>?=</c>, <c>=&gt;</c>, a type and <c>=</c>.
/// </summary>
internal static class Operators
{
    private const int MaxBlanks = 16;

    /// <summary>Lines of a block are indented further than blanks between words.</summary>
    private const int MaxSpace = 64;

    /// <summary>Longer than any type that people give to a secret.</summary>
    private const int MaxType = 24;

    /// <summary>Goes from the end of a name to where its value begins.</summary>
    /// <param name="nameStart">Where the name begins: an option's value may follow blanks alone.</param>
    /// <param name="allowsComma">Whether the next field of a line may be the value.</param>
    public static bool TrySkip(ReadOnlySpan<byte> text, int nameStart, ref int at, bool allowsComma)
    {
        bool isOption = nameStart == 0 || (text[nameStart] == '-' && text.Length > nameStart + 1
            && text[nameStart + 1] == '-');
        int name = at;
        at = Skip(text, at, MaxBlanks, "\\\"'])`"u8);
        bool isClosed = at > name;
        int blanks = at;
        at = SkipBlanks(text, at);
        bool hasBlanks = at > blanks;
        if (at >= text.Length)
        {
            return false;
        }

        switch ((char)text[at])
        {
            case '=':
                at += StartsWith(text, at + 1, (byte)'>') ? 2 : 1;
                return at < text.Length && text[at] is not ((byte)'=' or (byte)'~');
            case ':':
                return TrySkipColons(text, ref at);
            case '?' or '+' or '.' or '|':
                return TrySkipCompound(text, ref at);
            case ',' when isClosed || (allowsComma && !hasBlanks):
                at++;
                return true;
            default:
                return TrySkipWord(text, ref at, "value=")
                    || (hasBlanks && ((!isClosed && TrySkipType(text, ref at)) || isOption));
        }
    }

    public static int SkipBlanks(ReadOnlySpan<byte> text, int at) => Skip(text, at, MaxBlanks, " \t"u8);

    /// <summary>Blanks and line ends.</summary>
    public static int SkipSpace(ReadOnlySpan<byte> text, int at) => Skip(text, at, MaxSpace, " \t\r\n"u8);

    // Makefiles have "::=" and ":::=", YAML has "name: |" and the value on the next line.
    private static bool TrySkipColons(ReadOnlySpan<byte> text, ref int at)
    {
        int colons = Skip(text, at, 3, ":"u8) - at;
        at += colons;
        if (StartsWith(text, at, (byte)'='))
        {
            at++;
            return true;
        }

        if (colons > 1 || at >= text.Length)
        {
            return false;
        }

        int value = SkipBlanks(text, at);
        if (!TrySkipType(text, ref value) && !TrySkipBlockMark(text, ref value))
        {
            return true;
        }

        at = value;
        return true;
    }

    private static bool TrySkipCompound(ReadOnlySpan<byte> text, ref int at)
    {
        at = Skip(text, at, 2, text.Slice(at, 1));
        return StartsWith(text, at, (byte)'=') && !StartsWith(text, ++at, (byte)'=');
    }

    private static bool TrySkipBlockMark(ReadOnlySpan<byte> text, ref int at)
    {
        if (at >= text.Length || text[at] is not ((byte)'|' or (byte)'>'))
        {
            return false;
        }

        int end = Skip(text, at + 1, 2, "+-0123456789"u8);
        if (end >= text.Length || !Bytes.IsLineEnd(text[end]))
        {
            return false;
        }

        at = SkipSpace(text, end);
        return true;
    }

    // "token: String = "…"", "var token string = "…"": only a quoted value says that the word is a type.
    private static bool TrySkipType(ReadOnlySpan<byte> text, ref int at)
    {
        int end = at;
        while (end < text.Length && end - at < MaxType
            && (Bytes.IsWord(text[end]) || text[end] is (byte)'.' or (byte)'?'))
        {
            end++;
        }

        int sign = SkipBlanks(text, end);
        sign += StartsWith(text, sign, (byte)':') ? 1 : 0;
        int value = SkipBlanks(text, sign + 1);
        int quote = Skip(text, value, 1, "\\"u8);
        if (end == at || !StartsWith(text, sign, (byte)'=')
            || quote >= text.Length || text[quote] is not ((byte)'"' or (byte)'\'' or (byte)'`'))
        {
            return false;
        }

        at = value;
        return true;
    }

    private static bool TrySkipWord(ReadOnlySpan<byte> text, ref int at, string word)
    {
        if (text.Length - at < word.Length
            || !System.Text.Ascii.EqualsIgnoreCase(text.Slice(at, word.Length), word))
        {
            return false;
        }

        at += word.Length;
        return true;
    }

    private static bool StartsWith(ReadOnlySpan<byte> text, int at, byte first) =>
        at < text.Length && text[at] == first;

    private static int Skip(ReadOnlySpan<byte> text, int at, int max, ReadOnlySpan<byte> what)
    {
        int limit = Math.Min(text.Length, at + max);
        while (at < limit && what.Contains(text[at]))
        {
            at++;
        }

        return Math.Min(at, text.Length);
    }
}
