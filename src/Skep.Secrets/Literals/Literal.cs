namespace Skep.Secrets.Literals;

/// <summary>A keyword that text must hold before a rule is asked at all.</summary>
/// <param name="Text">ASCII; lower case when case does not count.</param>
/// <param name="IgnoresCase">Whether letters match in either case.</param>
internal sealed record Literal(string Text, bool IgnoresCase)
{
    /// <summary>Shorter ones stand everywhere: a rule that has one would be asked at every line.</summary>
    public const int MinLength = 3;

    /// <summary>Whether the literal stands at <paramref name="at"/>.</summary>
    public bool IsAt(ReadOnlySpan<byte> text, int at)
    {
        if (at < 0 || at > text.Length - Text.Length)
        {
            return false;
        }

        for (int i = 0; i < Text.Length; i++)
        {
            byte found = text[at + i];
            if (found != Text[i] && !(IgnoresCase && found is >= (byte)'A' and <= (byte)'Z'
                && (found | 0x20) == Text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
