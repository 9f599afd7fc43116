using Skep.Secrets.Matching;

namespace Skep.Secrets.Images;

/// <summary>Values that names give away, in the short texts of a configuration: <c>DB_PASSWORD=…</c>.</summary>
/// <remarks>
/// Who writes a configuration means every word of it, so far less is a false alarm here than in a file: also a weak
/// password counts.
/// </remarks>
internal static class NamedSecrets
{
    private const int MinLength = 3;
    private const int MaxValue = 4096;

    private static readonly string[] Words =
    [
        "password", "passwd", "passphrase", "pwd", "pass", "secret", "token", "api_key", "apikey", "api-key",
            "access_key",
        "accesskey", "access-key", "secret_key", "secretkey", "private_key", "privatekey", "auth_key", "authkey",
            "credential",
        "encryption_key", "master_key", "account_key", "accountkey", "signing_key", "license_key",
    ];

    /// <summary>Whether a variable or label of this name holds a secret.</summary>
    public static bool IsSecretName(string name)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(name.ToLowerInvariant());
        return name is not ("PWD" or "OLDPWD") && bytes.Length is > 0 and <= 128 && Words.Any(word =>
            name.LastIndexOf(word, StringComparison.OrdinalIgnoreCase) is >= 0 and int at
            && SecretNames.IsSecret(bytes, System.Text.Encoding.UTF8.GetByteCount(name.AsSpan(0, at)), word.Length));
    }

    /// <summary>Whether a value is one that somebody could use: no path, switch, number or template.</summary>
    public static bool IsRealValue(string value) =>
        value.Length >= MinLength
        && IsShown(value)
        && !Placeholders.IsPlaceholder(value)
        && !value.All(c => char.IsAsciiDigit(c) || c is '.' or '-')
        && !value.Contains("://", StringComparison.Ordinal);

    /// <summary>
    /// Whether a value has to be masked: more than <see cref="IsRealValue"/>, for a report cannot unsay.
    /// </summary>
    public static bool IsShown(string value) =>
        value.Trim('"', '\'') is { Length: > 0 } text
        && text is not ("true" or "false" or "yes" or "no" or "none" or "null" or "nil" or "on" or "off")
        && text[0] is not ('/' or '~' or '$')
        && !Placeholders.IsTemplate(text);

    /// <summary>The values in a text, such as a command, that are given to names of secrets.</summary>
    public static IEnumerable<NamedSecret> Find(byte[] text)
    {
        string lower = System.Text.Encoding.Latin1.GetString(text).ToLowerInvariant();
        foreach (string word in Words)
        {
            for (int at = lower.IndexOf(word, StringComparison.Ordinal); at >= 0;
                at = lower.IndexOf(word, at + word.Length, StringComparison.Ordinal))
            {
                if (Assignment.TryRead(text, at, word.Length, MaxValue, false, out Assignment assignment)
                    && System.Text.Encoding.UTF8.GetString(text, assignment.Name.Start,
                        assignment.Name.Length) is var name
                    && IsSecretName(name.TrimStart('-')))
                {
                    yield return new NamedSecret(name.TrimStart('-'), assignment.Value);
                }
            }
        }
    }
}

/// <summary>A value and the name it is given to.</summary>
internal readonly record struct NamedSecret(string Name, ValueSpan Span);
