namespace Skep.Secrets.Matching;

/// <summary>A name that is given a value: <c>db.password = "…"</c>, <c>"token": "…"</c>, <c>--secret …</c>.</summary>
/// <remarks>
/// Languages and formats agree in the order: a name, perhaps a closing quote, an operator, perhaps a quote, the value.
/// XML's <c>&lt;password&gt;…</c> and <c>key="password" value="…"</c> are read as well.
/// </remarks>
internal readonly record struct Assignment(ValueSpan Name, ValueSpan Value, bool IsQuoted)
{
    private const int MaxName = 64;
    private const int MaxBlanks = 16;

    /// <summary>Reads the assignment whose name holds the bytes at <paramref name="hit"/>.</summary>
    /// <param name="maxValue">Longer values are not read, so that a line full of names stays linear.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, int hit, int length, int maxValue, out Assignment assignment)
    {
        assignment = default;
        int start = hit;
        while (start > 0 && hit - start < MaxName && IsNameByte(text[start - 1]))
        {
            start--;
        }

        int end = hit + length;
        while (end < text.Length && end - hit < MaxName && IsNameByte(text[end]))
        {
            end++;
        }

        int at = end;
        if (!TrySkipOperator(text, start, ref at))
        {
            return false;
        }

        if (!TryReadValue(text, at, maxValue, out ValueSpan value, out bool isQuoted))
        {
            return false;
        }

        assignment = new Assignment(new ValueSpan(start, end - start), value, isQuoted);
        return true;
    }

    private static bool TrySkipOperator(ReadOnlySpan<byte> text, int nameStart, ref int at)
    {
        bool isElement = nameStart > 0 && text[nameStart - 1] == '<';
        bool isOption = nameStart == 0 || (text[nameStart] == '-' && text.Length > nameStart + 1
            && text[nameStart + 1] == '-');
        int name = at;
        at = Skip(text, at, (byte)'\\', (byte)'"', (byte)'\'', (byte)']', (byte)')', (byte)'`');
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
                at += at + 1 < text.Length && text[at + 1] == '>' ? 2 : 1;
                return at < text.Length && text[at] is not ((byte)'=' or (byte)'~');
            case ':':
                at += at + 1 < text.Length && text[at + 1] == '=' ? 2 : 1;
                return at < text.Length && text[at] != ':';
            case '>' when isElement:
                at++;
                return true;
            case ',' when isClosed:
                at++;
                return true;
            default:
                return TrySkipWord(text, ref at, "value=") || (isOption && hasBlanks);
        }
    }

    private static bool TrySkipWord(ReadOnlySpan<byte> text, ref int at, string word)
    {
        if (text.Length - at < word.Length)
        {
            return false;
        }

        for (int i = 0; i < word.Length; i++)
        {
            if ((text[at + i] | (char.IsAsciiLetter(word[i]) ? 0x20 : 0)) != word[i])
            {
                return false;
            }
        }

        at += word.Length;
        return true;
    }

    private static bool TryReadValue(ReadOnlySpan<byte> text, int at, int maxValue, out ValueSpan value,
        out bool isQuoted)
    {
        at = SkipBlanks(text, at);
        int escape = at;
        at = at < text.Length && text[at] == '\\' ? at + 1 : at;
        isQuoted = at < text.Length && text[at] is (byte)'"' or (byte)'\'' or (byte)'`';
        byte quote = isQuoted ? text[at++] : (byte)0;
        int start = isQuoted ? at : escape;
        int limit = Math.Min(text.Length, start + maxValue + 2); // a backslash and the quote it escapes
        for (at = start; at < limit && !EndsValue(text[at], quote); at++)
        {
            // An escaped quote inside a string that is itself quoted by plain ones.
            if (text[at] == '\\' && at + 1 < limit && (isQuoted ? text[at + 1] == quote : text[at + 1] == '"'))
            {
                break;
            }
        }

        value = new ValueSpan(start, at - start);
        return value.Length > 0
            && at - start <= maxValue
            && (quote == 0 || (at < limit && (text[at] == quote || text[at] == '\\')));
    }

    private static bool EndsValue(byte b, byte quote) =>
        Bytes.IsLineEnd(b)
        || (quote != 0
            ? b == quote
            : b is (byte)' ' or (byte)'\t' or (byte)',' or (byte)';' or (byte)'<' or (byte)'>' or (byte)'&' or (byte)'"'
                or (byte)'\'' or (byte)'`' or (byte)'|' or (byte)'}' or (byte)']' or >= 0x80);

    private static int SkipBlanks(ReadOnlySpan<byte> text, int at) => Skip(text, at, (byte)' ', (byte)'\t');

    private static int Skip(ReadOnlySpan<byte> text, int at, params ReadOnlySpan<byte> what)
    {
        int limit = Math.Min(text.Length, at + MaxBlanks);
        while (at < limit && what.Contains(text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsNameByte(byte b) => Bytes.IsWord(b) || b is (byte)'-' or (byte)'.';
}
