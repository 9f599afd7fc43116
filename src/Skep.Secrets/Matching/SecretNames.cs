using System.Buffers;

namespace Skep.Secrets.Matching;

/// <summary>
/// Tells names of secrets (<c>DB_PASSWORD</c>) from names that only speak of them (<c>password_min_length</c>).
/// </summary>
internal static class SecretNames
{
    /// <summary>What may follow the keyword in a secret's name, before digits.</summary>
    private static readonly string[] Tails = ["", "s", "value", "string", "plain", "text", "prod", "dev",
        "default"];

    private static readonly SearchValues<string> SecretWords = SearchValues.Create(
        ["key", "token", "secret", "pass", "auth", "cred", "pwd", "_pat", "_sk", "_ak", "sonar_login", "sonar.login"],
        StringComparison.Ordinal);

    private static readonly SearchValues<string> SumWords = SearchValues.Create(
        ["sha1", "sha2", "sha5", "md5", "hash", "checksum", "digest", "fingerprint", "public", "commit"],
            StringComparison.Ordinal);

    /// <summary>Names that end as secrets' do and hold something else.</summary>
    private static readonly string[] Others =
    [
        "publictoken", "public_key", "publickey", "csrf", "xsrf", "authenticity_token", "nextpagetoken", "pagetoken",
        "page_token", "next_token", "nexttoken", "continuationtoken", "continuation_token", "tokentype", "token_type",
        "keyfile", "passwordfile", "password_file", "secretname", "secret_name", "idempotency", "clienttoken",
        "client_token", "eostoken", "eos_token", "bos_token",
        "pad_token", "unk_token", "mask_token", "sep_token", "cls_token", "special_token", "added_token", "stop_token",
    ];

    /// <summary>Whether the name is one of a key or a token rather than of an id or a check sum.</summary>
    public static bool SpeaksOfSecret(ReadOnlySpan<byte> name)
    {
        Span<char> lower = stackalloc char[name.Length];
        Lower(name, lower);
        return ((ReadOnlySpan<char>)lower).ContainsAny(SecretWords)
            && !((ReadOnlySpan<char>)lower).ContainsAny(SumWords);
    }

    /// <summary>Whether the name holds the keyword at its end, and is not known to mean something else.</summary>
    public static bool IsSecret(ReadOnlySpan<byte> name, int keyword, int length)
    {
        Span<char> lower = stackalloc char[name.Length];
        Lower(name, lower);
        ReadOnlySpan<char> tail = ((ReadOnlySpan<char>)lower)[(keyword + length)..].TrimEnd("0123456789").Trim("_-.");
        return IsTail(tail) && !IsOther(lower) && IsWordStart(name, keyword);
    }

    // "compassword" is no password, "dbPassword", "DBPASSWORD" and "PGPASSWORD" are.
    private static bool IsWordStart(ReadOnlySpan<byte> name, int keyword) =>
        keyword == 0
        || !char.IsAsciiLetter((char)name[keyword - 1])
        || !char.IsAsciiLetter((char)name[keyword])
        || char.IsAsciiLetterUpper((char)name[keyword])
        || keyword <= 4;

    private static void Lower(ReadOnlySpan<byte> name, Span<char> lower)
    {
        for (int i = 0; i < name.Length; i++)
        {
            lower[i] = char.ToLowerInvariant((char)name[i]);
        }
    }

    private static bool IsTail(ReadOnlySpan<char> tail)
    {
        foreach (string known in Tails)
        {
            if (tail.SequenceEqual(known))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOther(ReadOnlySpan<char> name)
    {
        foreach (string other in Others)
        {
            if (name.Contains(other, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
