using Skep.Reports.Text;

namespace Skep.Reports.Table;

/// <summary>One column of a grid.</summary>
/// <param name="MinWidth">What it is squeezed to at most.</param>
/// <param name="Comfort">What it needs to read well: optional columns are dropped before any column gets less.</param>
/// <param name="MaxWidth">What it never exceeds.</param>
internal sealed record Column(string Title, int MinWidth, int Comfort, int MaxWidth, bool IsOptional = false);

/// <summary>A cell: its text, and how its padded lines are coloured.</summary>
internal readonly record struct Cell(string Text, Func<string, string>? Colour = null);

/// <summary>Rows under column titles, laid out to fit the page.</summary>
internal sealed class Grid(IReadOnlyList<Column> columns)
{
    private const int Gap = 2;

    /// <summary>Lines a cell may wrap to before it is cut.</summary>
    private const int MostLines = 3;

    private readonly List<Cell[]> _rows = [];

    public void Add(params Cell[] cells) =>
        _rows.Add([.. cells.Select(cell => cell with { Text = DisplayText.Clean(cell.Text) })]);

    public void Write(Page page)
    {
        int[] widths = Layout(page.Width);
        string titles = Line(widths, i => DisplayText.Pad(DisplayText.Fit(columns[i].Title, widths[i]), widths[i]));
        page.Raw(page.Paint.Dim(titles));
        foreach (Cell[] row in _rows)
        {
            List<string>[] cells = [.. row.Select(
                (cell, i) => widths[i] == 0 ? [] : LineWrap.Break(cell.Text, widths[i], MostLines))];
            int height = cells.Max(lines => lines.Count);
            for (int at = 0; at < height; at++)
            {
                int line = at;
                page.Raw(Line(widths, i =>
                {
                    string padded = DisplayText.Pad(line < cells[i].Count ? cells[i][line] : string.Empty, widths[i]);
                    return row[i].Colour is { } colour ? colour(padded) : padded;
                }));
            }
        }
    }

    private string Line(int[] widths, Func<int, string> cell) =>
        string.Join(new string(' ', Gap), Enumerable.Range(0, columns.Count).Where(i => widths[i] > 0).Select(cell));

    /// <summary>Natural widths where they fit; else optional columns go, then the widest give way.</summary>
    private int[] Layout(int pageWidth)
    {
        int[] natural = [.. columns.Select(Natural)];
        for (int i = columns.Count - 1; i >= 0 && Total(Comfortable(natural)) > pageWidth; i--)
        {
            natural[i] = columns[i].IsOptional ? 0 : natural[i];
        }

        return Shrink(Shrink(natural, pageWidth, column => column.Comfort), pageWidth, column => column.MinWidth);
    }

    private int[] Comfortable(int[] natural) => [.. natural.Select((width, i) => Math.Min(width, columns[i].Comfort))];

    private int[] Shrink(int[] widths, int pageWidth, Func<Column, int> floor)
    {
        while (Total(widths) > pageWidth)
        {
            int widest = -1;
            for (int i = 0; i < widths.Length; i++)
            {
                if (widths[i] > floor(columns[i]) && (widest < 0 || widths[i] > widths[widest]))
                {
                    widest = i;
                }
            }

            if (widest < 0)
            {
                break;
            }

            widths[widest]--;
        }

        return widths;
    }

    private int Natural(Column column, int index)
    {
        int widest = DisplayText.Width(column.Title);
        foreach (Cell[] row in _rows)
        {
            widest = Math.Max(widest, DisplayText.Width(row[index].Text));
        }

        return Math.Min(widest, column.MaxWidth);
    }

    private static int Total(int[] widths) => widths.Sum() + (Gap * Math.Max(0, widths.Count(width => width > 0) - 1));
}
