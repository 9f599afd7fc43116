using System.Buffers;

namespace Skep.Secrets.Matching;

/// <summary>The password in an address: <c>postgres://user:password@host/</c>.</summary>
internal sealed class UrlMatcher : IValueMatcher
{
    private const int MaxUserInfo = 256;

    private static readonly SearchValues<byte> UserEnds = SearchValues.Create(" \t\r\n\"'`<>(){}|\\^/?#,;@:"u8);
    private static readonly SearchValues<byte> Ends = SearchValues.Create(" \t\r\n\"'`<>|\\^/?#,;@"u8);

    private static readonly string[] Words =
        ["password", "passwd", "pass", "pwd", "secret", "user", "username", "token", "key", "p", "pw", "test",
            "xxx", "foo", "bar"];

    private static readonly string[] LocalHosts = ["localhost", "127.0.0.1", "example", "host", "hostname", "::1",
        "[::1]", "server"];

    public bool TryMatch(ReadOnlySpan<byte> text, int hit, int length, out ValueSpan value)
    {
        value = default;
        int at = hit + length;
        ReadOnlySpan<byte> rest = text[at..Math.Min(text.Length, at + MaxUserInfo)];
        int colon = rest.IndexOfAny(UserEnds);
        if (colon < 0 || rest[colon] != ':')
        {
            return false;
        }

        int end = rest[(colon + 1)..].IndexOfAny(Ends);
        if (end <= 0 || rest[colon + 1 + end] != '@')
        {
            return false;
        }

        ReadOnlySpan<byte> user = rest[..colon];
        ReadOnlySpan<byte> password = rest.Slice(colon + 1, end);
        ReadOnlySpan<byte> host = rest[(colon + 1 + end + 1)..];
        value = new ValueSpan(at + colon + 1, end);
        return !IsOneOf(password, Words)
            && !password.SequenceEqual(user)
            && !password.ContainsAny("${}*[]"u8)
            && host.Length > 0
            && !StartsWithOneOf(host, LocalHosts);
    }

    private static bool IsOneOf(ReadOnlySpan<byte> text, string[] words)
    {
        foreach (string word in words)
        {
            if (text.Length == word.Length && System.Text.Ascii.EqualsIgnoreCase(text, word))
            {
                return true;
            }
        }

        return false;
    }

    private static bool StartsWithOneOf(ReadOnlySpan<byte> text, string[] words)
    {
        foreach (string word in words)
        {
            if (text.Length >= word.Length && System.Text.Ascii.EqualsIgnoreCase(text[..word.Length], word))
            {
                return true;
            }
        }

        return false;
    }
}
