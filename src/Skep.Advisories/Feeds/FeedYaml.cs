using System.Buffers;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Skep.Advisories.Feeds;

/// <summary>Reads YAML as the JSON it amounts to, every scalar a text.</summary>
/// <remarks>
/// Aliases are refused, and with them bombs of aliases of aliases; the depth is that of <see cref="FeedJson"/>.
/// </remarks>
internal static class FeedYaml
{
    private const int MaxDepth = 32;

    // The longest real advisory is 15 kB, mostly one text.
    private const int MaxEvents = 100_000;

    /// <summary>The first document; null when it is no YAML.</summary>
    public static JsonDocument? Parse(string text)
    {
        var buffer = new ArrayBufferWriter<byte>();
        try
        {
            using (var writer = new Utf8JsonWriter(buffer))
            {
                Copy(new Parser(new StringReader(text)), writer);
            }

            return JsonDocument.Parse(buffer.WrittenMemory, FeedJson.DocumentOptions);
        }
        catch (Exception failure)
            when (failure is YamlException or InvalidDataException or JsonException or InvalidOperationException
                or ArgumentException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            // The scanner itself fails in many ways on damage, such as a NUL in a plain text.
            return null;
        }
    }

    private static void Copy(Parser parser, Utf8JsonWriter writer)
    {
        // For each open collection, whether it is a table and its next scalar a key.
        var isKey = new Stack<bool?>();
        for (int count = 0; parser.MoveNext() && parser.Current is not DocumentEnd; count++)
        {
            if (count > MaxEvents || isKey.Count > MaxDepth)
            {
                throw new InvalidDataException("YAML too large or nested too deep");
            }

            switch (parser.Current)
            {
                case Scalar scalar when isKey.TryPeek(out bool? key) && key == true:
                    writer.WritePropertyName(scalar.Value);
                    Flip(isKey);
                    break;
                case Scalar scalar:
                    writer.WriteStringValue(scalar.Value);
                    Flip(isKey);
                    break;
                case SequenceStart or MappingStart when isKey.TryPeek(out bool? key) && key == true:
                    throw new InvalidDataException("a collection as a key");
                case SequenceStart:
                    writer.WriteStartArray();
                    isKey.Push(null);
                    break;
                case MappingStart:
                    writer.WriteStartObject();
                    isKey.Push(true);
                    break;
                case SequenceEnd:
                    writer.WriteEndArray();
                    isKey.Pop();
                    Flip(isKey);
                    break;
                case MappingEnd:
                    writer.WriteEndObject();
                    isKey.Pop();
                    Flip(isKey);
                    break;
                case AnchorAlias:
                    throw new InvalidDataException("an alias");
                default:
                    break;
            }
        }
    }

    // In a table keys and values alternate.
    private static void Flip(Stack<bool?> isKey)
    {
        if (isKey.TryPeek(out bool? key) && key is { } was)
        {
            isKey.Pop();
            isKey.Push(!was);
        }
    }
}
