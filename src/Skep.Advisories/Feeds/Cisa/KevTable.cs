using System.Text;
using Skep.Core;

namespace Skep.Advisories.Feeds.Cisa;

/// <summary>Reads the catalogue's CSV, whose quoted fields may hold commas and line ends.</summary>
/// <remarks>Format: RFC 4180; the first row names the fields.</remarks>
internal static class KevTable
{
    // The real one has 11 fields and 1,500 rows.
    private const int MaxFields = 64;
    private const int MaxRows = 100_000;

    public static async ValueTask ReadAsync(
        FeedFile file,
        FeedPart part,
        IAdvisorySink sink,
        CancellationToken cancellationToken)
    {
        sink.Begin(part);
        if (await file.ReadWholeAsync(sink, cancellationToken) is not { } content)
        {
            return;
        }

        string text = Encoding.UTF8.GetString(content.Span);
        int at = 0;
        List<string> names = Row(text, ref at);
        for (int row = 0; at < text.Length && row < MaxRows; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            List<string> fields = Row(text, ref at);
            if (fields is not [""])
            {
                KevFeed.Add(
                    name => names.IndexOf(name) is >= 0 and int i && i < fields.Count ? fields[i] : null, file, sink);
            }
        }

        if (at < text.Length)
        {
            sink.AddDamage(new Problem(file.Path, $"more than {MaxRows} rows; the rest was left out"));
        }
    }

    private static List<string> Row(string text, ref int at)
    {
        var fields = new List<string>();
        while (true)
        {
            string field = Field(text, ref at);
            if (fields.Count < MaxFields)
            {
                fields.Add(field);
            }

            if (at >= text.Length || text[at++] != ',')
            {
                return fields;
            }
        }
    }

    // Leaves the position at the comma or line end behind the field.
    private static string Field(string text, ref int at)
    {
        if (at >= text.Length || text[at] != '"')
        {
            int end = text.AsSpan(at).IndexOfAny(',', '\n');
            int start = at;
            at = end < 0 ? text.Length : at + end;
            return text[start..at].TrimEnd('\r');
        }

        var field = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                field.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                field.Append(text[at++]);
            }
            else
            {
                break;
            }
        }

        int next = text.AsSpan(at).IndexOfAny(',', '\n');
        at = next < 0 ? text.Length : at + next;
        return field.ToString();
    }
}
