namespace Skep.Secrets.Matching;

/// <summary>A value that nothing but its name gives away: <c>password = …</c>.</summary>
/// <remarks>
/// Doubt decides for "no secret": the name has to end in the keyword, and what code, templates and documents write on
/// the right-hand side is no value (<see cref="Placeholders"/>).
/// </remarks>
internal sealed class GenericMatcher(int minLength) : IValueMatcher
{
    /// <summary>Longer strings are texts and data.</summary>
    private const int MaxLength = 256;

    /// <summary>How far before a name the quote that opens its string is looked for.</summary>
    private const int MaxPrefix = 128;

    public bool TryMatch(ReadOnlySpan<byte> text, int hit, int length, out ValueSpan value)
    {
        value = default;
        if (!Assignment.TryRead(text, hit, length, MaxLength, false, out Assignment assignment)
            || assignment.Value.Length < minLength
            || IsPathSegment(text, assignment.Name.Start)
            || !SecretNames.IsSecret(
                text.Slice(assignment.Name.Start, assignment.Name.Length), hit - assignment.Name.Start, length))
        {
            return false;
        }

        value = assignment.Value;
        ReadOnlySpan<byte> bytes = text.Slice(value.Start, value.Length);
        return assignment.IsQuoted
            ? !Placeholders.LooksLikeProse(bytes) && (!IsListed(text, assignment) || IsMixed(bytes))
            : !Placeholders.LooksLikeCode(bytes) && !IsCalled(text, assignment.Name.Start, value.End);
    }

    // set("password", "h7Jk2mQz9x") gives a value, ["password1", "password2"] is a list of words.
    private static bool IsListed(ReadOnlySpan<byte> text, Assignment assignment) =>
        text[assignment.Name.End..assignment.Value.Start].Contains((byte)',');

    private static bool IsMixed(ReadOnlySpan<byte> value) =>
        value.ContainsAnyInRange((byte)'a', (byte)'z') && value.ContainsAnyInRange((byte)'A', (byte)'Z');

    // "/etc/passwd: 429b…" is a file and its check sum.
    private static bool IsPathSegment(ReadOnlySpan<byte> text, int start) =>
        start > 1 && text[start - 1] == '/' && Bytes.IsWord(text[start - 2]);

    // A quote behind the value belongs to code, unless it closes one that the name stands in: 'DB_PASSWORD=…'.
    private static bool IsCalled(ReadOnlySpan<byte> text, int name, int end) =>
        end < text.Length
        && (text[end] is (byte)'(' or (byte)'['
            || (text[end] is (byte)'"' or (byte)'\''
                && !IsOpened(text[Math.Max(0, name - MaxPrefix)..name], text[end])));

    private static bool IsOpened(ReadOnlySpan<byte> before, byte quote) =>
        before[(before.LastIndexOfAny((byte)'\n', (byte)'\r') + 1)..].Count(quote) % 2 == 1;
}
