using System.Text.Json;

namespace Skep.Advisories.Feeds;

/// <summary>Reads large JSON files one member or item at a time, so that only one is held as a document.</summary>
internal static class JsonMembers
{
    /// <summary>
    /// Gives every member of the top object; false when the text is damaged, after what came before the damage.
    /// </summary>
    public static bool Read(
        ReadOnlyMemory<byte> content,
        Action<string, JsonElement> take,
        CancellationToken cancellationToken) =>
        ReadItems(content, member: null, _ => { }, take, cancellationToken);

    /// <summary>
    /// Gives every item of the array <paramref name="member"/> of the top object, and every other member whole.
    /// </summary>
    public static bool ReadItems(
        ReadOnlyMemory<byte> content,
        string? member,
        Action<JsonElement> take,
        Action<string, JsonElement> other,
        CancellationToken cancellationToken)
    {
        var reader = new Utf8JsonReader(content.Span, FeedJson.ReaderOptions);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                cancellationToken.ThrowIfCancellationRequested();
                string name = Name(ref reader);
                if (name != member)
                {
                    using JsonDocument value = JsonDocument.ParseValue(ref reader);
                    other(name, value.RootElement);
                }
                else if (!ReadArray(ref reader, take, cancellationToken))
                {
                    return false;
                }
            }

            return reader.TokenType == JsonTokenType.EndObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // A lone surrogate in an escape is JSON but no text.
    private static string Name(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    private static bool ReadArray(
        ref Utf8JsonReader reader,
        Action<JsonElement> take,
        CancellationToken cancellationToken)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using JsonDocument value = JsonDocument.ParseValue(ref reader);
            take(value.RootElement);
        }

        return true;
    }
}
