using System.Text;
using System.Text.Json;
using Skep.Core;

namespace Skep.Packages.Formats;

/// <summary>Opens a JSON file of an image and reads from it without trusting its shape.</summary>
/// <remarks>
/// A member that is missing, of another kind than asked for, or not Unicode reads as absent: each parser then decides
/// what that means for its format.
/// </remarks>
internal static class JsonFile
{
    // npm's first lock format nests a dependency three levels below its parent; everything else is flat.
    private const int MaxDepth = 256;

    /// <summary>
    /// The most that <see cref="Limit"/> lets in costs 12 bytes a token beside the text, some 200 MB at worst.
    /// </summary>
    public static readonly ByteSize Limit = ByteSize.Mebibytes(32);

    /// <summary>The document, to be disposed of; null when the file is empty, or no JSON, which is reported.</summary>
    public static JsonDocument? TryOpen(FileView file, IFindingSink sink)
    {
        ReadOnlyMemory<byte> json = WithoutMark(file.Content);
        if (json.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            return null;
        }

        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
        }
        catch (JsonException)
        {
            sink.Add(new Problem(file.Path, "not valid JSON"));
            return null;
        }
    }

    /// <summary>The text behind a byte order mark, which some editors put there.</summary>
    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> text) =>
        text.Span.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;

    public static JsonElement Member(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value)
            ? value
            : default;

    public static string? Text(this JsonElement element, ReadOnlySpan<byte> name) => element.Member(name).Text();

    public static string? Text(this JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // An unpaired surrogate, or bytes that are not UTF-8.
            return null;
        }
    }

    public static bool IsTrue(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.Member(name).ValueKind == JsonValueKind.True;

    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];

    public static IEnumerable<(string Name, JsonElement Value)> Members(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (NameOf(property) is { } name)
            {
                yield return (name, property.Value);
            }
        }
    }

    /// <summary>The texts of a list, or the one text that stands in its place.</summary>
    public static IReadOnlyList<string> Texts(this JsonElement element) =>
        element.Text() is { } single ? [single] : [.. element.Items().Select(item => item.Text()).OfType<string>()];

    private static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
