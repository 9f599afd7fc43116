namespace Skep.Core;

/// <summary>Reads a licence as a package declares it and says whether it is a valid SPDX expression.</summary>
/// <remarks>
/// Grammar: SPDX 2.3 Annex D, <see href="https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/"/>.
/// Packages declare anything ("MIT and ASL 2.0", "see LICENSE"); only what parses and names listed licences may
/// stand where a reader expects an expression. Operators are accepted in any case, as many packages write them, and
/// written in capitals.
/// </remarks>
public static class SpdxExpression
{
    /// <summary>Longer declarations are whole licence texts.</summary>
    private const int MaxLength = 1000;

    private const int MaxDepth = 32;

    /// <summary>The expression in canonical spelling; null when the text is none.</summary>
    public static string? Normalise(string text)
    {
        if (text.Length is 0 or > MaxLength)
        {
            return null;
        }

        var parser = new Parser(text);
        return parser.Whole();
    }

    /// <summary>Whether the expression is a single listed licence, without operator or exception.</summary>
    public static bool IsSingle(string expression) => SpdxLicenseIds.Licenses.ContainsKey(expression);

    private ref struct Parser(string text)
    {
        private readonly string[] _words =
            text.Replace("(", " ( ", StringComparison.Ordinal)
                .Replace(")", " ) ", StringComparison.Ordinal)
                .Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

        private int _at = 0;

        public string? Whole()
        {
            string? expression = Alternatives(0);
            return _at == _words.Length ? expression : null;
        }

        private string? Alternatives(int depth)
        {
            string? left = Together(depth);
            while (left is not null && Take("OR"))
            {
                left = Together(depth) is { } right ? $"{left} OR {right}" : null;
            }

            return left;
        }

        private string? Together(int depth)
        {
            string? left = Term(depth);
            while (left is not null && Take("AND"))
            {
                left = Term(depth) is { } right ? $"{left} AND {right}" : null;
            }

            return left;
        }

        private string? Term(int depth)
        {
            if (Take("("))
            {
                string? inner = depth < MaxDepth ? Alternatives(depth + 1) : null;
                return inner is not null && Take(")") ? $"({inner})" : null;
            }

            if (_at == _words.Length || License(_words[_at]) is not { } license)
            {
                return null;
            }

            _at++;
            if (!Take("WITH"))
            {
                return license;
            }

            return _at < _words.Length && SpdxLicenseIds.Exceptions.TryGetValue(_words[_at++], out string? exception)
                ? $"{license} WITH {exception}"
                : null;
        }

        private static string? License(string word)
        {
            if (SpdxLicenseIds.Licenses.TryGetValue(word, out string? license))
            {
                return license;
            }

            return word.EndsWith('+') && SpdxLicenseIds.Licenses.TryGetValue(word[..^1], out license)
                ? license + "+"
                : null;
        }

        private bool Take(string word)
        {
            if (_at < _words.Length && _words[_at].Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                _at++;
                return true;
            }

            return false;
        }
    }
}
