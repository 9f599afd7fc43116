namespace Skep.Images.Sources.Registry;

/// <summary>What a registry demands in <c>WWW-Authenticate</c>: a scheme and its parameters.</summary>
/// <remarks>
/// Grammar: <see href="https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1"/>; Bearer parameters:
/// <see href="https://distribution.github.io/distribution/spec/auth/token/"/>. Header lines are short; .NET bounds
/// them.
/// </remarks>
internal sealed record AuthChallenge(string Scheme, IReadOnlyDictionary<string, string> Parameters)
{
    public bool IsBearer => Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase);

    public bool IsBasic => Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase);

    /// <summary>The challenges of one header value; several may stand in one line.</summary>
    public static IReadOnlyList<AuthChallenge> Parse(string header)
    {
        var challenges = new List<AuthChallenge>();
        ReadOnlySpan<char> rest = header;
        Dictionary<string, string>? parameters = null;
        while (true)
        {
            rest = rest.TrimStart(" \t,");
            int length = rest.IndexOfAny(" \t,=");
            ReadOnlySpan<char> word = length < 0 ? rest : rest[..length];
            if (word.IsEmpty)
            {
                return challenges;
            }

            rest = rest[word.Length..];
            ReadOnlySpan<char> after = rest.TrimStart(" \t");
            if (after.StartsWith("=") && parameters is not null)
            {
                parameters[word.ToString()] = TakeValue(after[1..].TrimStart(" \t"), out rest);
            }
            else
            {
                // A word without '=' begins a new challenge.
                parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                challenges.Add(new AuthChallenge(word.ToString(), parameters));
                rest = after.StartsWith("=") ? after[1..] : rest;
            }
        }
    }

    private static string TakeValue(ReadOnlySpan<char> text, out ReadOnlySpan<char> rest)
    {
        if (!text.StartsWith("\""))
        {
            int end = text.IndexOfAny(" \t,");
            rest = end < 0 ? default : text[end..];
            return (end < 0 ? text : text[..end]).ToString();
        }

        var value = new System.Text.StringBuilder();
        int i = 1;
        while (i < text.Length && text[i] != '"')
        {
            i += text[i] == '\\' && i + 1 < text.Length ? 1 : 0;
            value.Append(text[i++]);
        }

        rest = i < text.Length ? text[(i + 1)..] : default;
        return value.ToString();
    }
}
