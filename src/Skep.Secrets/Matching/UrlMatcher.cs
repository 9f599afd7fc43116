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
            "xxx", "foo", "bar", "baz", "abc", "123", "1234", "12345", "123456", "pass123", "passw0rd", "p4ssw0rd",
            "pass1", "pass2", "mypass", "mypassword", "mysecret", "s3cret", "secret1", "letmein", "hunter2",
            "proxypass", "proxypassword", "dbpass", "dbpassword", "userpass", "admin", "root", "guest", "none"];

    /// <summary>Whole names of hosts that examples have.</summary>
    private static readonly string[] ExampleHosts = ["localhost", "127.0.0.1", "example", "host", "hostname", "server",
        "proxy", "proxyhost", "myhost", "somehost", "dbhost", "domain", "foo", "bar", "domain.com", "domain.tld",
        "foo.com", "foo.bar", "bar.com", "test.com", "site.com", "host.com", "x.com", "some_dsn", "mydsn", "myalias"];

    /// <summary>What RFC 2606 and RFC 5737 reserve for examples, and this machine itself.</summary>
    private static readonly string[] ReservedHosts = ["example.", "[::1]", "::1", "192.0.2.", "198.51.100.",
        "203.0.113."];

    private static readonly string[] ReservedDomains = [".example", ".example.com", ".example.org", ".example.net",
        ".test", ".invalid"];

    private static readonly SearchValues<byte> HostEnds = SearchValues.Create(" \t\r\n\"'`<>(){}|\\^/?#,;:@"u8);

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
            && !IsAccountOfManuals(user, password)
            && !IsExampleHost(host);
    }

    private static bool IsExampleHost(ReadOnlySpan<byte> rest)
    {
        int end = rest.IndexOfAny(HostEnds);
        ReadOnlySpan<byte> host = end < 0 ? rest : rest[..end];
        return IsOneOf(host, ExampleHosts)
            || StartsWithOneOf(rest, ReservedHosts)
            || EndsWithOneOf(host, ReservedDomains);
    }

    /// <summary>The account that Oracle's manuals have had since 1979, and all manuals after them.</summary>
    private static bool IsAccountOfManuals(ReadOnlySpan<byte> user, ReadOnlySpan<byte> password) =>
        System.Text.Ascii.EqualsIgnoreCase(user, "scott"u8) && System.Text.Ascii.EqualsIgnoreCase(password, "tiger"u8);

    private static bool EndsWithOneOf(ReadOnlySpan<byte> text, string[] words)
    {
        foreach (string word in words)
        {
            if (text.Length >= word.Length && System.Text.Ascii.EqualsIgnoreCase(text[^word.Length..], word))
            {
                return true;
            }
        }

        return false;
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
