using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Skep.Core;

namespace Skep.Engine.Bases;

/// <summary>An image of the <see cref="BaseIndex"/>.</summary>
/// <param name="Name">As it was typed when it was seen.</param>
/// <param name="Chain">The chain id of its highest layer.</param>
public sealed record BaseEntry(string Name, string Chain)
{
    // A name, two digests and some numbers.
    internal const int MaxSize = 16 * 1024;

    public int Layers { get; init; }

    /// <summary>The number of instructions of its history.</summary>
    public int? History { get; init; }

    public Digest? ManifestDigest { get; init; }

    public DateTimeOffset? Created { get; init; }

    /// <summary>Somebody said that it is a base; it was not merely scanned.</summary>
    public bool IsNamed { get; init; }

    internal byte[] ToBytes()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("name", Name);
            json.WriteString("chain", Chain);
            json.WriteNumber("layers", Layers);
            if (History is { } history)
            {
                json.WriteNumber("history", history);
            }

            if (ManifestDigest is { } digest)
            {
                json.WriteString("manifest", digest.ToString());
            }

            if (Created is { } created)
            {
                json.WriteString("created", created.ToString("O", CultureInfo.InvariantCulture));
            }

            json.WriteBoolean("named", IsNamed);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    internal static BaseEntry? Parse(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > MaxSize)
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 2 });
            JsonElement root = document.RootElement;
            return new BaseEntry(root.GetProperty("name").GetString()!, root.GetProperty("chain").GetString()!)
            {
                Layers = root.GetProperty("layers").GetInt32(),
                History = root.TryGetProperty("history", out JsonElement history) ? history.GetInt32() : null,
                ManifestDigest = root.TryGetProperty("manifest", out JsonElement manifest)
                    && Digest.TryParse(manifest.GetString(), out Digest digest) ? digest : null,
                Created = root.TryGetProperty("created", out JsonElement created) ? created.GetDateTimeOffset() : null,
                IsNamed = root.GetProperty("named").GetBoolean(),
            };
        }
        catch (Exception e) when (
            e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
