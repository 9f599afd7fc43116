using System.Text;
using System.Text.RegularExpressions;

namespace Skep.Secrets.Matching;

/// <summary>
/// A pattern that needs the regular expression engine, on the line round the keyword and those it goes on in.
/// </summary>
/// <remarks>The engine never goes back (NonBacktracking) and is set up when a keyword is first seen.</remarks>
internal sealed class RegexMatcher(string pattern, int capture, string? group, bool isBounded) : IValueMatcher
{
    /// <summary>What may stand before a keyword.</summary>
    public const int Before = 160;

    /// <summary>What may stand behind it.</summary>
    public const int Behind = 1024;

    private readonly Lazy<Regex> _regex = new(() => Compile(pattern));

    /// <exception cref="ArgumentException">Not a regular expression.</exception>
    /// <exception cref="NotSupportedException">One that cannot be run in linear time.</exception>
    public static Regex Compile(string pattern) =>
        new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>Whether the pattern has the group that is the value.</summary>
    /// <exception cref="ArgumentException">Not a regular expression.</exception>
    /// <exception cref="NotSupportedException">One that cannot be run in linear time.</exception>
    public bool HasCapture => group is null
        ? _regex.Value.GetGroupNumbers().Contains(capture)
        : _regex.Value.GroupNumberFromName(group) >= 0;

    public bool TryMatch(ReadOnlySpan<byte> text, int hit, int length, out ValueSpan value)
    {
        int from = Math.Max(0, hit - Before);
        from += text[from..hit].LastIndexOf((byte)'\n') + 1;
        int to = Math.Min(text.Length, hit + length + Behind);
        ReadOnlySpan<byte> line = text[from..LineEnd(text, hit, to)];
        Span<char> chars = stackalloc char[Before + Behind + 512];
        chars = chars[..Encoding.Latin1.GetChars(line, chars)];
        foreach (ValueMatch match in _regex.Value.EnumerateMatches(chars))
        {
            bool isRound = match.Index < hit - from + length && match.Index + match.Length > hit - from;
            if (isRound && TryCapture(chars, match, line, out value))
            {
                value = value with { Start = from + value.Start };
                return true;
            }
        }

        value = default;
        return false;
    }

    // A backslash before the line's end: a command goes on in the next one.
    private static int LineEnd(ReadOnlySpan<byte> text, int at, int to)
    {
        int end = text[at..to].IndexOf((byte)'\n');
        while (end >= 0)
        {
            at += end;
            if (!text[..at].TrimEnd((byte)'\r').EndsWith("\\"u8))
            {
                return at;
            }

            at++;
            end = text[at..to].IndexOf((byte)'\n');
        }

        return to;
    }

    private bool TryCapture(ReadOnlySpan<char> chars, ValueMatch match, ReadOnlySpan<byte> line, out ValueSpan value)
    {
        value = new ValueSpan(match.Index, match.Length);
        if (capture > 0 || group is not null)
        {
            GroupCollection groups = _regex.Value.Match(chars.ToString(), match.Index).Groups;
            Group part = group is null ? groups[capture] : groups[group];
            value = new ValueSpan(part.Index, part.Length);
        }

        return value.Length > 0
            && (!isBounded || (Bytes.IsTokenStart(line, value.Start) && Bytes.IsTokenEnd(line, value.End)));
    }
}
