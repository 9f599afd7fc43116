namespace Skep.Reports.Text;

/// <summary>Breaks a cell into lines that fit a column.</summary>
internal static class LineWrap
{
    /// <summary>After these a name or version may be broken without looking like two.</summary>
    private const string BreakAfter = " -./+~:_,@";

    /// <summary>
    /// Lines of at most <paramref name="width"/> columns; what does not fit into <paramref name="most"/> lines is cut.
    /// </summary>
    public static List<string> Break(string text, int width, int most)
    {
        var lines = new List<string>();
        string rest = text;
        while (DisplayText.Width(rest) > width)
        {
            if (lines.Count == most - 1)
            {
                lines.Add(DisplayText.Fit(rest, width));
                return lines;
            }

            string head = DisplayText.Take(rest, width);

            // A column narrower than one wide character still has to make progress.
            int length = head.Length == 0 ? 1 : BreakAt(rest, head.Length);
            lines.Add(rest[..length].TrimEnd());
            rest = rest[length..].TrimStart();
        }

        lines.Add(rest);
        return lines;
    }

    private static int BreakAt(string text, int longest)
    {
        if (longest < text.Length && text[longest] == ' ')
        {
            return longest;
        }

        // A break in the first third would waste more than it pleases.
        for (int at = longest; at > longest / 3; at--)
        {
            if (BreakAfter.Contains(text[at - 1], StringComparison.Ordinal))
            {
                return at;
            }
        }

        return longest;
    }
}
