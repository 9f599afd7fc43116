using System.Text;

namespace Skep.Advisories.Feeds;

/// <summary>Reads text line by line within limits.</summary>
internal static class FeedLines
{
    // The longest real line is a CVE's description on one line, 12 kB.
    private const int MaxLine = 256 * 1024;

    /// <summary>The next line, cut at the limit; null at the end.</summary>
    public static async ValueTask<string?> ReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        string? line = await reader.ReadLineAsync(cancellationToken);
        return line is { Length: > MaxLine } ? line[..MaxLine] : line;
    }

    /// <summary>What of a line a message may repeat, without control characters.</summary>
    public static string Shorten(string line)
    {
        const int Most = 60;
        var text = new StringBuilder(Most + 1);
        foreach (char letter in line.AsSpan(0, Math.Min(line.Length, Most)))
        {
            text.Append(char.IsControl(letter) ? ' ' : letter);
        }

        return line.Length > Most ? text.Append('…').ToString() : text.ToString();
    }
}
