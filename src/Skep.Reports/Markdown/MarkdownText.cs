using System.Text;
using Skep.Reports.Text;

namespace Skep.Reports.Markdown;

/// <summary>Text that Markdown shows and does not obey.</summary>
/// <remarks>
/// A pull request's comment is rendered with the rights of whoever posted it: names from an image must neither become
/// links, pictures or HTML, nor mention people or issues.
/// </remarks>
internal static class MarkdownText
{
    private const int MostRunes = 220;

    /// <summary>What breaks a word apart for those that look for mentions, and shows nothing.</summary>
    private const string Nothing = "<!-- -->";

    public static string Escape(string? text)
    {
        var escaped = new StringBuilder();
        string clean = DisplayText.CleanUpTo(text, MostRunes);
        for (int i = 0; i < clean.Length; i++)
        {
            char c = clean[i];
            escaped = c switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '|' => escaped.Append("&#124;"),
                ':' when i + 1 < clean.Length && clean[i + 1] == '/' => escaped.Append("&#58;"),
                '@' or '#' or '!' => escaped.Append(c).Append(Nothing),
                '\\' or '`' or '*' or '_' or '[' or ']' or '(' or ')' or '{' or '}' or '~' or '$' =>
                    escaped.Append('\\').Append(c),

                // A list, a rule, or a title under the line before.
                '+' or '-' or '=' when i == 0 => escaped.Append('\\').Append(c),
                _ => escaped.Append(c),
            };
        }

        // Some renderers link this without a scheme.
        return escaped.ToString().Replace("www.", "www&#46;", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>As code, when it can be: no renderer looks for anything in there.</summary>
    public static string Code(string? text)
    {
        string clean = DisplayText.CleanUpTo(text, MostRunes);
        return clean.Length == 0 ? string.Empty
            : clean.Contains('`') || clean.Contains('|') || clean.Contains('\\') ? Escape(clean)
            : $"`{clean}`";
    }
}
