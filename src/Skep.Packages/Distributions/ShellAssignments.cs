using System.Text;

namespace Skep.Packages.Distributions;

/// <summary>Reads <c>KEY=value</c> lines as a shell would, without running anything.</summary>
/// <remarks>
/// Values may be bare, in single quotes, or in double quotes with backslash escapes; nothing is expanded. Of a key set
/// twice the last value counts. Rules:
/// <see href="https://www.freedesktop.org/software/systemd/man/latest/os-release.html"/>.
/// </remarks>
internal static class ShellAssignments
{
    // Real files have some 20 short lines.
    private const int MaxLines = 1000;
    private const int MaxValue = 4096;

    public static Dictionary<string, string> Read(ReadOnlySpan<byte> content)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        int lines = 0;
        foreach (ReadOnlySpan<byte> line in new Core.LineEnumerator(content))
        {
            if (++lines > MaxLines)
            {
                break;
            }

            ReadOnlySpan<byte> text = TrimByteOrderMark(line).Trim(" \t"u8);
            int equals = text.IndexOf((byte)'=');
            if (equals > 0 && text[0] != (byte)'#' && text.Length <= MaxValue)
            {
                string key = Encoding.UTF8.GetString(text[..equals].TrimEnd((byte)' '));
                values[key] = Unquote(Encoding.UTF8.GetString(text[(equals + 1)..].TrimStart((byte)' ')));
            }
        }

        return values;
    }

    private static ReadOnlySpan<byte> TrimByteOrderMark(ReadOnlySpan<byte> line) =>
        line.StartsWith("\uFEFF"u8) ? line["\uFEFF"u8.Length..] : line;

    // A value may be put together of several quoted and bare pieces: "Alpine"' 'Linux.
    private static string Unquote(string value)
    {
        var text = new StringBuilder(value.Length);
        char quote = '\0';
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            if (quote == '\0' && (c is '"' or '\''))
            {
                quote = c;
            }
            else if (c == quote)
            {
                quote = '\0';
            }
            else if (c == '\\' && i + 1 < value.Length && IsEscape(quote, value[i + 1]))
            {
                text.Append(value[++i]);
            }
            else if (quote == '\0' && char.IsWhiteSpace(c))
            {
                break;
            }
            else
            {
                text.Append(c);
            }
        }

        return text.ToString().Trim();
    }

    private static bool IsEscape(char quote, char next) => quote switch
    {
        '\0' => true,
        '"' => next is '"' or '\\' or '$' or '`',
        _ => false,
    };
}
