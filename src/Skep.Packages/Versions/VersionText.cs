using System.Buffers;

namespace Skep.Packages.Versions;

/// <summary>What every scheme demands of a version's text before reading it.</summary>
internal static class VersionText
{
    // The longest real versions (Go pseudo-versions, Nix-like build strings) stay below 200 characters. Whatever is
    // longer is no version in any scheme, so that comparing costs a bounded time whoever wrote the text.
    public const int MaxLength = 1024;

    // Every printable ASCII character but the space.
    private static readonly SearchValues<char> _graphic = SearchValues.Create(
        "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>
    /// Whether the text is neither empty nor too long and has neither spaces nor anything beyond ASCII.
    /// </summary>
    public static bool IsGraphic(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MaxLength && !text.ContainsAnyExcept(_graphic);

    /// <summary>Compares letter by letter, as the schemes do that fold to lower case first.</summary>
    /// <remarks>Folding to upper case, as .NET does, would move '_' behind the letters.</remarks>
    public static int CompareFolded(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        for (int i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            int order = Fold(left[i]) - Fold(right[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length - right.Length;
    }

    private static char Fold(char c) => char.IsAsciiLetterUpper(c) ? (char)(c + ('a' - 'A')) : c;
}
