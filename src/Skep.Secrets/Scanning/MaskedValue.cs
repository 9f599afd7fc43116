using System.Globalization;
using System.Text;
using Skep.Secrets.Matching;

namespace Skep.Secrets.Scanning;

/// <summary>What is shown of a secret, and of the text round it.</summary>
internal static class MaskedValue
{
    /// <summary>Shorter values would be given away by six characters.</summary>
    private const int MinShown = 20;

    private const int ContextBefore = 80;
    private const int ContextBehind = 40;

    /// <summary><c>AKIA…7Q (20)</c>: the first four and last two characters of long values, never more.</summary>
    public static string Of(ReadOnlySpan<byte> value)
    {
        string length = value.Length.ToString(CultureInfo.InvariantCulture);
        bool isShown = value.Length >= MinShown && !value.ContainsAnyExceptInRange((byte)'!', (byte)'~');
        return isShown
            ? $"{Encoding.Latin1.GetString(value[..4])}…{Encoding.Latin1.GetString(value[^2..])} ({length})"
            : $"… ({length})";
    }

    /// <summary>The value masked, in its line, with every other value of the line masked too.</summary>
    /// <param name="found">All values of the text, in order.</param>
    /// <param name="index">The one that is meant.</param>
    public static string InLine(ReadOnlySpan<byte> text, IReadOnlyList<FoundValue> found, int index, int maxLength)
    {
        ValueSpan value = found[index].Span;
        int from = Math.Max(0, value.Start - ContextBefore);
        from += LineStart(text[from..value.Start]);
        int to = value.End + LineEnd(text[value.End..Math.Min(text.Length, value.End + ContextBehind)]);
        int first = index;
        while (first > 0 && found[first - 1].Span.End > from)
        {
            first--;
        }

        var line = new StringBuilder();
        int at = from;
        for (int i = first; i < found.Count && found[i].Span.Start < to; i++)
        {
            ValueSpan other = found[i].Span;
            Append(line, text, at, Math.Max(at, other.Start));
            line.Append(Of(text.Slice(other.Start, other.Length)));
            at = other.End;
        }

        Append(line, text, at, Math.Max(at, to));
        string shown = Repeated(line.ToString().Trim(), text, found, first, to);
        return shown.Length <= maxLength ? shown : shown[..maxLength];
    }

    // A value that stands on the line a second time, where no rule says so.
    private static string Repeated(string line, ReadOnlySpan<byte> text, IReadOnlyList<FoundValue> found, int first,
        int to)
    {
        for (int i = first; i < found.Count && found[i].Span.Start < to; i++)
        {
            string value = Encoding.UTF8.GetString(text.Slice(found[i].Span.Start, found[i].Span.Length));
            line = line.Replace(value, "…", StringComparison.Ordinal);
        }

        return line;
    }

    private static int LineStart(ReadOnlySpan<byte> before) =>
        before.LastIndexOfAny((byte)'\n', (byte)'\r', (byte)0) + 1;

    private static int LineEnd(ReadOnlySpan<byte> behind)
    {
        int end = behind.IndexOfAny((byte)'\n', (byte)'\r', (byte)0);
        return end < 0 ? behind.Length : end;
    }

    private static void Append(StringBuilder line, ReadOnlySpan<byte> text, int from, int to)
    {
        foreach (char c in Encoding.UTF8.GetString(text[from..to]))
        {
            line.Append(char.IsControl(c) || c == '\uFFFD' ? ' ' : c);
        }
    }
}
