using System.Text;

namespace Skep.Compliance.Dockerfiles;

/// <summary>The variables that are known at a place in a Dockerfile, and the text they are put into.</summary>
/// <remarks>
/// <see href="https://docs.docker.com/reference/dockerfile/#environment-replacement"/>. What is not known here, such as
/// a build argument without a default, stays as it is written.
/// </remarks>
internal sealed class Variables
{
    /// <summary>Variables made of variables double in length each time.</summary>
    private const int MaxLength = 8192;

    private const int MaxDepth = 16;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public Variables()
    {
    }

    public Variables(Variables other)
    {
        foreach ((string name, string value) in other._values)
        {
            _values[name] = value;
        }
    }

    public string? this[string name]
    {
        get => _values.GetValueOrDefault(name);
        set
        {
            if (value is null)
            {
                _values.Remove(name);
            }
            else
            {
                _values[name] = value;
            }
        }
    }

    /// <param name="escape">The character that takes a <c>$</c> its meaning.</param>
    public string Expand(string text, char escape = '\\')
    {
        if (!text.Contains('$', StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder();
        int at = 0;
        Expand(text, ref at, '\0', (result, escape, 0));
        return result.Length > MaxLength ? text : result.ToString();
    }

    private void Expand(string text, ref int at, char end, (StringBuilder Result, char Escape, int Depth) to)
    {
        bool isQuoted = false;
        for (; at < text.Length && (isQuoted || text[at] != end) && to.Result.Length <= MaxLength; at++)
        {
            char c = text[at];
            isQuoted ^= c == '\'' && to.Depth == 0;
            if (c == to.Escape && !isQuoted && at + 1 < text.Length)
            {
                to.Result.Append(c).Append(text[++at]);
            }
            else if (c == '$' && !isQuoted)
            {
                Variable(text, ref at, to);
            }
            else
            {
                to.Result.Append(c);
            }
        }
    }

    // Leaves "at" on the last character of the variable.
    private void Variable(string text, ref int at, (StringBuilder Result, char Escape, int Depth) to)
    {
        int start = at;
        bool isBraced = at + 1 < text.Length && text[at + 1] == '{';
        int name = at + (isBraced ? 2 : 1);
        int end = name;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        string? value = this[text[name..end]];
        if (!isBraced || end == name || end == text.Length || to.Depth == MaxDepth)
        {
            to.Result.Append(end == name ? "$" : value ?? text[start..end]);
            at = Math.Max(start, end - 1);
            return;
        }

        at = end;
        string word = string.Empty;
        string operation = Operation(text, ref at);
        if (text[end] != '}')
        {
            var inner = new StringBuilder();
            Expand(text, ref at, '}', (inner, to.Escape, to.Depth + 1));
            word = inner.ToString();
        }

        to.Result.Append(operation switch
        {
            ":-" when value is null or "" => word,
            "-" when value is null => word,
            ":+" => value is null or "" ? string.Empty : word,
            "+" => value is null ? string.Empty : word,
            "#" or "##" or "%" or "%%" or "/" or "//" => text[start..Math.Min(at + 1, text.Length)],
            _ => value ?? text[start..Math.Min(at + 1, text.Length)],
        });
    }

    private static string Operation(string text, ref int at)
    {
        int start = at;
        while (at < text.Length && at - start < 2 && text[at] is ':' or '-' or '+' or '?' or '#' or '%' or '/')
        {
            at++;
        }

        return text[start..at];
    }
}
