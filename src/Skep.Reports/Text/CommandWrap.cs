namespace Skep.Reports.Text;

/// <summary>Breaks a command so that all its lines, pasted together, are the command again.</summary>
internal static class CommandWrap
{
    private const string Continued = " \\";

    /// <summary>Lines of at most <paramref name="width"/> columns, broken at spaces only.</summary>
    /// <remarks>A word wider than that is broken all the same: the page matters more.</remarks>
    public static List<string> Break(string command, int width)
    {
        var lines = new List<string>();
        string line = string.Empty;
        foreach (string word in command.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && DisplayText.Width(longer) > width - Continued.Length)
            {
                lines.AddRange(Fitting(line + Continued, width));
                longer = word;
            }

            line = longer;
        }

        lines.AddRange(Fitting(line, width));
        return lines;
    }

    private static List<string> Fitting(string line, int width) => LineWrap.Break(line, width, int.MaxValue);
}
