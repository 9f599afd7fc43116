using Skep.Reports.Text;

namespace Skep.Reports.Table;

/// <summary>The sheet that the sections write on: text of a fixed width, cleaned on its way in.</summary>
internal sealed class Page(TextWriter output, int width, Paint paint)
{
    public int Width { get; } = width;

    public Paint Paint { get; } = paint;

    /// <summary>Wrapped sentences give up after this many lines.</summary>
    public int MostLines { get; init; } = 6;

    public void Blank() => output.Write('\n');

    /// <summary>A line whose parts are clean and coloured already.</summary>
    public void Raw(string line) => output.Write(line.TrimEnd() + '\n');

    public void Heading(string text)
    {
        string clean = DisplayText.Fit(DisplayText.Clean(text), Width);
        Raw(Paint.Bold(clean));
        Raw(Paint.Dim(new string('─', DisplayText.Width(clean))));
    }

    /// <summary>A sentence behind a label, wrapped and indented under itself.</summary>
    public void Labelled(string label, string text, Func<string, string> colour)
    {
        string indent = new(' ', DisplayText.Width(label));
        List<string> lines = LineWrap.Break(DisplayText.Clean(text), Math.Max(1, Width - indent.Length), MostLines);
        for (int i = 0; i < lines.Count; i++)
        {
            Raw((i == 0 ? label : indent) + colour(lines[i]));
        }
    }

    /// <summary>A line to type or paste, behind a label.</summary>
    public void Command(string label, string command)
    {
        string indent = new(' ', DisplayText.Width(label));
        List<string> lines = CommandWrap.Break(command, Math.Max(1, Width - indent.Length));
        for (int i = 0; i < lines.Count; i++)
        {
            Raw((i == 0 ? label : indent) + Paint.Bold(lines[i]));
        }
    }

    public void Labelled(string label, string text) => Labelled(label, text, line => line);
}
