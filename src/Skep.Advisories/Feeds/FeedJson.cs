using System.Globalization;
using System.Text.Json;
using Skep.Core;

namespace Skep.Advisories.Feeds;

/// <summary>Reads JSON that may have any shape: a value of another kind than asked for reads as absent.</summary>
internal static class FeedJson
{
    // Deepest real record (CSAF product trees) nests 24; the limit leaves room and stops a tower of brackets.
    private const int MaxDepth = 64;

    public static readonly JsonReaderOptions ReaderOptions = new()
    {
        MaxDepth = MaxDepth,
        AllowTrailingCommas = true,
    };

    public static readonly JsonDocumentOptions DocumentOptions = new()
    {
        MaxDepth = MaxDepth,
        AllowTrailingCommas = true,
    };

    public static JsonElement Get(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value)
            ? value
            : default;

    public static string? Text(this JsonElement element, string name) => element.Get(name).Text();

    /// <summary>The string; null for anything else, and for text that is no Unicode.</summary>
    public static string? Text(this JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate in an escape: JSON's grammar allows it, .NET strings from JSON do not.
            return null;
        }
    }

    public static double? Number(this JsonElement element, string name)
    {
        JsonElement value = element.Get(name);
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) ? number : null;
    }

    public static bool Flag(this JsonElement element, string name) =>
        element.Get(name).ValueKind == JsonValueKind.True;

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) => element.Get(name).Items();

    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];

    public static IReadOnlyList<string> Texts(this JsonElement element, string name)
    {
        List<string>? texts = null;
        foreach (JsonElement item in element.Items(name))
        {
            if (item.Text() is { Length: > 0 } text)
            {
                (texts ??= []).Add(text);
            }
        }

        return texts ?? (IReadOnlyList<string>)[];
    }

    /// <summary>The members of an object whose names are Unicode; none of anything else.</summary>
    public static IEnumerable<(string Name, JsonElement Value)> Members(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        foreach (JsonProperty member in element.EnumerateObject())
        {
            if (NameOf(member) is { } name)
            {
                yield return (name, member.Value);
            }
        }
    }

    public static DateTimeOffset? Date(this JsonElement element, string name) => ParseDate(element.Text(name));

    /// <summary>A date of RFC 3339 or a plain day; null for anything else and for placeholders before 1980.</summary>
    public static DateTimeOffset? ParseDate(string? text) =>
        DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out DateTimeOffset date)
        && date.Year >= 1980
            ? date.ToUniversalTime()
            : null;

    private static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Parses a whole file; null, with a problem reported, when it is not JSON.</summary>
    public static async ValueTask<JsonDocument?> ParseWholeAsync(
        this FeedFile file,
        IAdvisorySink sink,
        CancellationToken cancellationToken)
    {
        if (await file.ReadWholeAsync(sink, cancellationToken) is not { } content)
        {
            return null;
        }

        try
        {
            return JsonDocument.Parse(content, DocumentOptions);
        }
        catch (JsonException)
        {
            sink.Add(new Problem(file.Path, "not a well-formed JSON file"));
            return null;
        }
    }
}
