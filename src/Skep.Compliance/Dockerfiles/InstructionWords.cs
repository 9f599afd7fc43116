using System.Text;
using System.Text.Json;

namespace Skep.Compliance.Dockerfiles;

/// <summary>Splits the arguments of an instruction.</summary>
internal static class InstructionWords
{
    /// <summary>Words by blanks; quotes group and are taken off, a backslash keeps the next character.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        bool isWord = false;
        char quote = '\0';
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\\' && quote != '\'' && i + 1 < text.Length)
            {
                word.Append(text[++i]);
                isWord = true;
            }
            else if (quote != '\0' ? c == quote : c is '"' or '\'')
            {
                quote = quote == '\0' ? c : '\0';
                isWord = true;
            }
            else if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (isWord)
                {
                    words.Add(word.ToString());
                    word.Clear();
                    isWord = false;
                }
            }
            else
            {
                word.Append(c);
                isWord = true;
            }
        }

        if (isWord)
        {
            words.Add(word.ToString());
        }

        return words;
    }

    /// <summary>The strings of a JSON array; null when the text is none, which makes it the shell form.</summary>
    public static IReadOnlyList<string>? Json(string text)
    {
        text = text.Trim();
        if (!text.StartsWith('[') || !text.EndsWith(']'))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
                ? [.. document.RootElement.EnumerateArray().Select(item => item.GetString()!)]
                : null;
        }
        catch (JsonException)
        {
            return Legacy(text);
        }
        catch (InvalidOperationException)
        {
            // A string that holds half a surrogate pair.
            return null;
        }
    }

    // The classic builder wrote CMD ["node" "server.js"] into histories.
    private static IReadOnlyList<string>? Legacy(string text)
    {
        if (!text.Contains("\" \"", StringComparison.Ordinal))
        {
            return null;
        }

        IReadOnlyList<string> words = Split(text[1..^1]);
        return text.StartsWith("[\"", StringComparison.Ordinal) && text.EndsWith("\"]", StringComparison.Ordinal)
            ? words
            : null;
    }

    /// <summary><c>NAME=value</c> pairs of ENV, LABEL and ARG, also in the old spelling <c>ENV name
    /// value</c>.</summary>
    public static IEnumerable<(string Name, string? Value)> Pairs(string keyword, string arguments)
    {
        string trimmed = arguments.Trim();
        int end = trimmed.AsSpan().IndexOfAny(" \t=");
        bool isOld = keyword != "ARG" && end > 0 && trimmed[end] != '=' && trimmed[0] is not ('"' or '\'');
        if (isOld)
        {
            return [(trimmed[..end], trimmed[end..].Trim())];
        }

        return Split(trimmed).Select(word =>
        {
            int equals = word.IndexOf('=', StringComparison.Ordinal);
            return equals < 0 ? (word, (string?)null) : (word[..equals], word[(equals + 1)..]);
        });
    }
}
