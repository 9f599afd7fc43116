using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Tomlyn;
using Tomlyn.Parsing;

namespace Skep.Advisories.Feeds;

/// <summary>Reads TOML as the JSON it amounts to, every scalar a text.</summary>
/// <remarks>Tomlyn's pull parser bounds the depth itself (64).</remarks>
internal static class FeedToml
{
    private const int MaxEvents = 100_000;

    /// <summary>Null when it is no TOML.</summary>
    public static JsonDocument? Parse(string text)
    {
        var buffer = new ArrayBufferWriter<byte>();
        try
        {
            using (var writer = new Utf8JsonWriter(buffer))
            {
                Copy(TomlParser.Create(text), writer);
            }

            return JsonDocument.Parse(buffer.WrittenMemory, FeedJson.DocumentOptions);
        }
        catch (Exception failure)
            when (failure is TomlException or InvalidDataException or JsonException or InvalidOperationException
                or ArgumentException)
        {
            return null;
        }
    }

    private static void Copy(TomlParser parser, Utf8JsonWriter writer)
    {
        for (int count = 0; parser.MoveNext(); count++)
        {
            if (count > MaxEvents)
            {
                throw new InvalidDataException("TOML too large");
            }

            switch (parser.Current.Kind)
            {
                case TomlParseEventKind.StartDocument or TomlParseEventKind.EndDocument:
                    break;
                case TomlParseEventKind.PropertyName:
                    writer.WritePropertyName(parser.GetPropertyName());
                    break;
                case TomlParseEventKind.StartTable:
                    writer.WriteStartObject();
                    break;
                case TomlParseEventKind.EndTable:
                    writer.WriteEndObject();
                    break;
                case TomlParseEventKind.StartArray:
                    writer.WriteStartArray();
                    break;
                case TomlParseEventKind.EndArray:
                    writer.WriteEndArray();
                    break;
                case TomlParseEventKind.String:
                    writer.WriteStringValue(parser.GetString());
                    break;
                case TomlParseEventKind.Integer:
                    long number = unchecked((long)parser.Current.Data);
                    writer.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
                    break;
                case TomlParseEventKind.DateTime:
                    writer.WriteStringValue(parser.Current.StringValue);
                    break;
                default:
                    // Booleans and fractions: nothing that an advisory is read for.
                    writer.WriteStringValue(string.Empty);
                    break;
            }
        }
    }
}
