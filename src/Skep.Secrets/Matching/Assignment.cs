namespace Skep.Secrets.Matching;

/// <summary>A name that is given a value: <c>db.password = "…"</c>, <c>"token": "…"</c>, <c>--secret …</c>.</summary>
/// <remarks>
/// Languages and formats agree in the order: a name, perhaps a closing quote, an operator (<see cref="Operators"/>),
/// perhaps a quote, the value. XML's <c>&lt;password&gt;…&lt;/</c> and <c>key="password" value="…"</c> are read as
/// well.
/// </remarks>
internal readonly record struct Assignment(ValueSpan Name, ValueSpan Value, bool IsQuoted)
{
    private const int MaxName = 64;

    /// <summary>Reads the assignment whose name holds the bytes at <paramref name="hit"/>.</summary>
    /// <param name="maxValue">Longer values are not read, so that a line full of names stays linear.</param>
    /// <param name="isShaped">
    /// Whether the caller knows the value's form, so that a mere comma may stand between.
    /// </param>
    public static bool TryRead(
        ReadOnlySpan<byte> text, int hit, int length, int maxValue, bool isShaped, out Assignment assignment)
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
        bool isElement = start > 0 && text[start - 1] == '<';
        assignment = new Assignment(new ValueSpan(start, end - start), default, false);
        return isElement && at < text.Length && text[at] == '>'
            ? TryReadElement(text, at + 1, maxValue, ref assignment)
            : Operators.TrySkip(text, start, ref at, isShaped) && TryReadValue(text, at, maxValue, ref assignment);
    }

    // "<password>…</": what no tag closes is a word in brackets, as manuals have it.
    private static bool TryReadElement(ReadOnlySpan<byte> text, int at, int maxValue, ref Assignment assignment)
    {
        int start = Operators.SkipSpace(text, at);
        int end = start;
        while (end < text.Length && end - start <= maxValue
            && text[end] is > (byte)' ' and < 0x80 and not (byte)'<')
        {
            end++;
        }

        assignment = assignment with { Value = new ValueSpan(start, end - start) };
        int tag = Operators.SkipSpace(text, end);
        return end > start && end - start <= maxValue && text[tag..].StartsWith("</"u8);
    }

    private static bool TryReadValue(ReadOnlySpan<byte> text, int at, int maxValue, ref Assignment assignment)
    {
        at = Operators.SkipBlanks(text, at);
        int escape = at;
        at = at < text.Length && text[at] == '\\' ? at + 1 : at;
        bool isQuoted = at < text.Length && text[at] is (byte)'"' or (byte)'\'' or (byte)'`';
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

        if (quote != 0 && (at == text.Length || (at < limit && Bytes.IsLineEnd(text[at]))))
        {
            at = CloseOtherwise(text[start..at], start);
        }

        assignment = assignment with { Value = new ValueSpan(start, at - start), IsQuoted = isQuoted };
        return at > start
            && at - start <= maxValue
            && (quote == 0 || (at < limit && text[at] is (byte)'"' or (byte)'\'' or (byte)'`' or (byte)'\\'));
    }

    // 'value": whoever mixed the quotes up still gave the value away.
    private static int CloseOtherwise(ReadOnlySpan<byte> line, int start) =>
        line.IndexOfAny("\"'`"u8) is >= 0 and int at ? start + at : start;

    private static bool EndsValue(byte b, byte quote) =>
        Bytes.IsLineEnd(b)
        || (quote != 0
            ? b == quote
            : b is (byte)' ' or (byte)'\t' or (byte)',' or (byte)';' or (byte)'<' or (byte)'>' or (byte)'&' or (byte)'"'
                or (byte)'\'' or (byte)'`' or (byte)'|' or (byte)'}' or (byte)']' or >= 0x80);

    private static bool IsNameByte(byte b) => Bytes.IsWord(b) || b is (byte)'-' or (byte)'.';
}
