using System.Buffers;

namespace Skep.Secrets.Matching;

/// <summary>Classes of bytes that tokens are made of.</summary>
internal static class Bytes
{
    private static readonly SearchValues<byte> Words =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"u8);

    /// <summary>A letter, a digit or '_'.</summary>
    public static bool IsWord(byte b) => Words.Contains(b);

    public static bool IsBlank(byte b) => b is (byte)' ' or (byte)'\t';

    public static bool IsLineEnd(byte b) => b is (byte)'\n' or (byte)'\r' or 0;

    /// <summary>Whether a token may begin at <paramref name="at"/>: nothing of a word is right before it.</summary>
    /// <remarks>
    /// <c>\n</c> in a string and <c>%3D</c> in an address end a word although they look like letters.
    /// </remarks>
    public static bool IsTokenStart(ReadOnlySpan<byte> text, int at) =>
        at == 0
        || !IsWord(text[at - 1])
        || (at >= 2 && text[at - 2] == '\\' && text[at - 1] is (byte)'n' or (byte)'r' or (byte)'t')
        || (at >= 3 && text[at - 3] == '%' && char.IsAsciiHexDigit((char)text[at - 2]));

    public static bool IsTokenEnd(ReadOnlySpan<byte> text, int at) => at >= text.Length || !IsWord(text[at]);
}
