using System.Text;
using System.Text.Json;
using Skep.Core;

namespace Skep.Advisories.Feeds;

/// <summary>An advisory written as Markdown with its facts as TOML in the first code block.</summary>
/// <param name="Facts">The code block.</param>
/// <param name="Title">The first heading.</param>
/// <param name="Text">What follows the heading.</param>
internal sealed record FeedMarkdown(JsonElement Facts, string Title, string Text)
{
    private const string Fence = "```";

    // The longest real one has 40 kB.
    private const int MaxLength = 1024 * 1024;

    /// <summary>Whether the file begins with such a code block.</summary>
    public static bool Begins(FeedFile file) =>
        file.Name.EndsWith(".md", StringComparison.OrdinalIgnoreCase)
        && file.Head.TrimStart("\uFEFF \r\n"u8).StartsWith("```toml"u8);

    /// <summary>Null, with a problem reported, when it is none.</summary>
    public static async ValueTask<FeedMarkdown?> ReadAsync(
        FeedFile file,
        IAdvisorySink sink,
        CancellationToken cancellationToken)
    {
        if (await file.ReadWholeAsync(sink, cancellationToken) is not { } content)
        {
            return null;
        }

        string text = content.Length > MaxLength ? string.Empty : Encoding.UTF8.GetString(content.Span);
        int open = text.IndexOf('\n', StringComparison.Ordinal);
        int close = open < 0 ? -1 : text.IndexOf("\n" + Fence, open, StringComparison.Ordinal);
        using JsonDocument? facts = close < 0 ? null : FeedToml.Parse(text[open..close]);
        if (facts is null)
        {
            sink.Add(new Problem(file.Path, "no advisory: its TOML cannot be read"));
            return null;
        }

        string body = text[(close + 1 + Fence.Length)..].Trim();
        int end = body.IndexOf('\n', StringComparison.Ordinal);
        string heading = end < 0 ? body : body[..end];
        return heading.StartsWith("# ", StringComparison.Ordinal)
            ? new FeedMarkdown(
                facts.RootElement.Clone(), heading[2..].Trim(), end < 0 ? string.Empty : body[end..].Trim())
            : new FeedMarkdown(facts.RootElement.Clone(), string.Empty, body);
    }
}
