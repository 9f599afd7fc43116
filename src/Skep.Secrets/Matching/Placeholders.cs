using System.Buffers;

namespace Skep.Secrets.Matching;

/// <summary>Values that stand where a secret would: templates, examples, expressions.</summary>
internal static class Placeholders
{
    private static readonly SearchValues<string> Words = SearchValues.Create(
        [
            "example", "changeme", "change_me", "change-me", "placeholder", "dummy", "xxxx", "****", "your", "redacted",
            "insert", "replace", "<secret", "fixme", "todo", "foobar", "foo_bar", "sample", "notreal", "not-real",
            "not_real", "fake", "1234567", "abcdefg", "00000000", "....", "lorem",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>What the names of types and functions of passwords end in.</summary>
    private static readonly string[] TypeTails =
    [
        "Password", "Passwd", "Passphrase", "Secret", "Token", "Key", "Credential", "Credentials", "_password", "_key",
    ];

    /// <summary>As in MD5, SHA256 and X509.</summary>
    private const int MaxDigits = 3;

    private static readonly SearchValues<char> NameSigns =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.");

    private static readonly SearchValues<char> CodeSigns = SearchValues.Create("(){}[]<>$\\|`");

    /// <summary>Whether nobody would take the value for a real one, whatever the rule.</summary>
    public static bool IsPlaceholder(ReadOnlySpan<char> value) =>
        value.IsEmpty
        || value.ContainsAny(Words)
        || value.EndsWith("...")
        || IsTemplate(value)
        || HasFewCharacters(value);

    /// <summary>Whether an unquoted right-hand side is an expression, a path, a number or a word.</summary>
    public static bool LooksLikeCode(ReadOnlySpan<byte> value)
    {
        Span<char> chars = stackalloc char[Math.Min(value.Length, 512)];
        Latin1(value, chars);
        return ((ReadOnlySpan<char>)chars).ContainsAny(CodeSigns)
            || IsDotted(chars)
            || LooksHarmless(chars);
    }

    /// <summary>Whether a quoted right-hand side is a sentence, a path, an identifier.</summary>
    public static bool LooksLikeProse(ReadOnlySpan<byte> value)
    {
        Span<char> chars = stackalloc char[Math.Min(value.Length, 512)];
        Latin1(value, chars);
        return ((ReadOnlySpan<char>)chars).Contains(' ')
            || ((ReadOnlySpan<char>)chars).ContainsAnyExceptInRange(' ', '~')
            || LooksHarmless(chars);
    }

    /// <summary>Whether the value is a variable that something fills in later.</summary>
    public static bool IsTemplate(ReadOnlySpan<char> value) =>
        (value[0] == '$' && value.Length > 1 && (char.IsAsciiLetter(value[1]) || value[1] is '{' or '(' or '_'))
        || (value[0] == '<' && value[^1] == '>')
        || (value[0] == '%' && value[^1] == '%')
        || (value[0] == '{' && value[^1] == '}')
        || (value[0] == '[' && value[^1] == ']')
        || (value.StartsWith("__") && value.EndsWith("__"))
        || (value[0] == '@' && value[^1] == '@')
        || value.Contains("${", StringComparison.Ordinal)
        || value.Contains("$(", StringComparison.Ordinal)
        || value.Contains("{{", StringComparison.Ordinal)
        || value.Contains("<%", StringComparison.Ordinal)
        || value.Contains("%{", StringComparison.Ordinal)
        || value.Contains("#{", StringComparison.Ordinal);

    private static bool LooksHarmless(ReadOnlySpan<char> value) =>
        IsPath(value) || !HasMixture(value) || IsUuid(value) || IsSlug(value) || IsEncodedProse(value)
        || IsTypeName(value) || IsQualified(value);

    // "support.function.C99": words with dots between them, which no issuer and no generator makes.
    private static bool IsQualified(ReadOnlySpan<char> value)
    {
        int parts = 0;
        foreach (Range range in value.Split('.'))
        {
            ReadOnlySpan<char> part = value[range];
            if (part.IsEmpty || !char.IsAsciiLetter(part[0]))
            {
                return false;
            }

            parts++;
        }

        return parts > 2 && Digits(value) <= MaxDigits && !value.ContainsAnyExcept(NameSigns);
    }

    // "AuthenticationMD5Password": the names of classes and functions have their digits inside.
    private static bool IsTypeName(ReadOnlySpan<char> value)
    {
        foreach (string tail in TypeTails)
        {
            if (value.EndsWith(tail, StringComparison.Ordinal)
                && char.IsAsciiLetter(value[0])
                && !value.ContainsAnyExcept(NameSigns)
                && Digits(value) <= MaxDigits)
            {
                return true;
            }
        }

        return false;
    }

    private static int Digits(ReadOnlySpan<char> value)
    {
        int count = 0;
        foreach (char c in value)
        {
            count += char.IsAsciiDigit(c) ? 1 : 0;
        }

        return count;
    }

    // Letters alone are words or identifiers, digits alone are numbers: secrets worth the name mix them.
    private static bool HasMixture(ReadOnlySpan<char> value)
    {
        bool hasDigit = value.ContainsAnyInRange('0', '9');
        bool hasLetter = value.ContainsAnyInRange('a', 'z') || value.ContainsAnyInRange('A', 'Z');
        return hasDigit && hasLetter;
    }

    private static bool IsPath(ReadOnlySpan<char> value) =>
        value[0] is '/' or '~' or '.'
        || value.StartsWith("urn:", StringComparison.Ordinal)
        || value.Contains("://", StringComparison.Ordinal)
        || value.Contains(":\\", StringComparison.Ordinal)
        || (value.Count('/') >= 2 && !value.ContainsAny('+', '='));

    // Base64 of "this is a token", as examples and tests have it. Random bytes are never text of words.
    private static bool IsEncodedProse(ReadOnlySpan<char> value)
    {
        Span<byte> decoded = stackalloc byte[(value.Length * 3 / 4) + 3];
        return value.Length >= 12
            && Convert.TryFromBase64Chars(value, decoded, out int written)
            && decoded[..written].Contains((byte)' ')
            && !decoded[..written].ContainsAnyExceptInRange((byte)' ', (byte)'~');
    }

    private static bool IsUuid(ReadOnlySpan<char> value) =>
        value.Length == 36 && value[8] == '-' && value[13] == '-' && value[18] == '-' && value[23] == '-';

    // "registry-credentials-2": words and small numbers, as people name things.
    private static bool IsSlug(ReadOnlySpan<char> value)
    {
        int parts = 0;
        foreach (Range range in value.SplitAny('-', '_', '.', ' '))
        {
            ReadOnlySpan<char> part = value[range];
            bool isWord = !part.ContainsAnyExceptInRange('a', 'z') || !part.ContainsAnyExceptInRange('A', 'Z');
            if (!isWord && (part.Length > 2 || part.ContainsAnyExceptInRange('0', '9')))
            {
                return false;
            }

            parts++;
        }

        return parts > 1;
    }

    // "settings.api_key", "exports2.TOKEN": expressions have few digits, and names theirs last.
    private static bool IsDotted(ReadOnlySpan<char> value)
    {
        int dot = value.IndexOf('.');
        return dot > 0 && dot < value.Length - 1 && (char.IsAsciiLetter(value[0]) || value[0] == '_')
            && (char.IsAsciiLetter(value[dot + 1]) || value[dot + 1] == '_')
            && value[..dot].TrimEnd("0123456789") is var name
            && name.IndexOfAnyInRange('0', '9') < 0 && Digits(value) <= (dot == name.Length ? 5 : MaxDigits);
    }

    private static bool HasFewCharacters(ReadOnlySpan<char> value) =>
        Distinct(value) is var distinct
        && (distinct <= 2 || (value.Length >= 16 && distinct <= 4) || (value.Length >= 24 && IsMostlyOne(value)));

    // "token_1111…1": a prefix does not make it a value.
    private static bool IsMostlyOne(ReadOnlySpan<char> value) =>
        value.Count(value[value.Length * 3 / 4]) > value.Length * 2 / 3;

    private static int Distinct(ReadOnlySpan<char> value)
    {
        ulong low = 0;
        ulong high = 0;
        foreach (char c in value)
        {
            if (c < 64)
            {
                low |= 1UL << c;
            }
            else
            {
                high |= 1UL << (c & 63);
            }
        }

        return System.Numerics.BitOperations.PopCount(low) + System.Numerics.BitOperations.PopCount(high);
    }

    private static void Latin1(ReadOnlySpan<byte> from, Span<char> to)
    {
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = (char)from[i];
        }
    }
}
