namespace Skep.Reports.Text;

/// <summary>Breaks a command so that all its lines, pasted together, are the command again.</summary>
internal static class CommandWrap
{
    private const string Continued = " \\";

    /// <summary>Lines of at most <paramref name="width"/> columns, unless a single word is wider.</summary>
    public static List<string> Break(string command, int width)
    {
        var lines = new List<string>();
        string line = string.Empty;
        foreach (string word in command.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(DisplayText.Clean))
        {
            string longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && DisplayText.Width(longer) > width - Continued.Length)
            {
                lines.Add(line + Continued);
                longer = word;
            }

            line = longer;
        }

        lines.Add(line);
        return lines;
    }
}
