namespace Skep.Compliance.Dockerfiles;

/// <summary>Finds the words that announce documents: <c>&lt;&lt;EOF</c>, <c>&lt;&lt;-"EOF"</c>,
/// <c>3&lt;&lt;EOF</c>.</summary>
internal static class HereDocumentMarks
{
    public static IEnumerable<HereDocumentMark> Find(string arguments)
    {
        char quote = '\0';
        int start = 0;
        for (int i = 0; i <= arguments.Length; i++)
        {
            char c = i < arguments.Length ? arguments[i] : ' ';
            if (c == '\\' && quote != '\'')
            {
                i++;
            }
            else if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else if (char.IsWhiteSpace(c) || c is ';' or '|' or '&' or ')')
            {
                if (Of(arguments.AsSpan(start, i - start)) is { } mark)
                {
                    yield return mark;
                }

                start = i + 1;
            }
        }
    }

    private static HereDocumentMark? Of(ReadOnlySpan<char> word)
    {
        word = word.TrimStart("0123456789");
        if (!word.StartsWith("<<") || word.StartsWith("<<<"))
        {
            return null;
        }

        word = word[2..];
        bool stripsTabs = word.StartsWith('-');
        word = stripsTabs ? word[1..] : word;

        // A redirection may follow without a blank: <<EOF>file.
        int end = word.IndexOfAny('<', '>');
        word = end < 0 ? word : word[..end];
        bool isQuoted = word.IndexOfAny('"', '\'', '\\') >= 0;
        string name = word.ToString()
            .Replace("\"", null, StringComparison.Ordinal)
            .Replace("'", null, StringComparison.Ordinal)
            .Replace("\\", null, StringComparison.Ordinal);
        return name.Length == 0 ? null : new HereDocumentMark(name, stripsTabs, isQuoted);
    }
}

/// <summary>The announcement of a document.</summary>
internal sealed record HereDocumentMark(string Name, bool StripsTabs, bool IsQuoted);
