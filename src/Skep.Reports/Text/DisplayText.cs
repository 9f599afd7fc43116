using System.Globalization;
using System.Text;

namespace Skep.Reports.Text;

/// <summary>Text as a terminal shows it: made harmless, and measured in columns.</summary>
/// <remarks>
/// Names and titles in a report were chosen by whoever built the image or wrote the advisory. Everything a terminal
/// obeys instead of showing (C0 and C1 controls, escape sequences, bidi overrides, line separators) is replaced
/// before a byte is written; <c>TerminalInjectionTests</c> holds the line.
/// </remarks>
internal static class DisplayText
{
    /// <summary>More than any honest name or title; keeps a 64 KiB name from filling the screen.</summary>
    private const int MaxRunes = 300;

    private const char Replacement = '\uFFFD';

    /// <summary>Code points shown two columns wide, as ranges: Hangul, CJK, Kana, full-width forms, emoji.</summary>
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA000, 0xA4CF),
        (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE10, 0xFE19), (0xFE30, 0xFE6F), (0xFF00, 0xFF60),
        (0xFFE0, 0xFFE6), (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F900, 0x1F9FF), (0x20000, 0x3FFFD),
    ];

    /// <summary>One harmless line: controls replaced, runs of white space folded, cut when absurdly long.</summary>
    public static string Clean(string? text) => CleanUpTo(text, MaxRunes);

    /// <summary>The same, cut at another length.</summary>
    public static string CleanUpTo(string? text, int mostRunes)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        var clean = new StringBuilder(Math.Min(text.Length, mostRunes));
        int kept = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (kept == mostRunes)
            {
                return clean.Append('…').ToString();
            }

            bool space = Rune.IsWhiteSpace(rune);
            if (space && (clean.Length == 0 || clean[^1] == ' '))
            {
                continue;
            }

            kept++;
            if (space)
            {
                clean.Append(' ');
            }
            else if (IsObeyed(rune))
            {
                clean.Append(Replacement);
            }
            else
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString().TrimEnd();
    }

    /// <summary>Columns that clean text takes.</summary>
    public static int Width(string text)
    {
        int width = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            width += Width(rune);
        }

        return width;
    }

    public static int Width(Rune rune)
    {
        if (rune.Value < Wide[0].First)
        {
            return IsCombining(rune) ? 0 : 1;
        }

        foreach ((int first, int last) in Wide)
        {
            if (rune.Value >= first && rune.Value <= last)
            {
                return 2;
            }
        }

        return IsCombining(rune) ? 0 : 1;
    }

    /// <summary>At most <paramref name="width"/> columns, with an ellipsis when something was cut.</summary>
    public static string Fit(string text, int width)
    {
        if (Width(text) <= width)
        {
            return text;
        }

        return Take(text, width - 1).TrimEnd() + "…";
    }

    /// <summary>The longest start of the text that fits.</summary>
    public static string Take(string text, int width)
    {
        int used = 0;
        int length = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            used += Width(rune);
            if (used > width)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }

    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - Width(text)));

    private static bool IsObeyed(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned;

    private static bool IsCombining(Rune rune) =>
        rune.Value >= 0x300
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
}
