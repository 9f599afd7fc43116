using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Skep.Core;

namespace Skep.Reports.Json;

/// <summary>
/// What the hand-written JSON formats share: how they are laid out, what they leave out, and identifiers made from
/// content.
/// </summary>
internal static class MachineJson
{
    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Characters that may stand in a path of a URI reference as they are.</summary>
    private static readonly SearchValues<char> PathCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/!@+,=");

    public static void Write(Stream output, Action<Utf8JsonWriter> content)
    {
        using (var json = new Utf8JsonWriter(output, Layout))
        {
            content(json);
        }

        output.WriteByte((byte)'\n');
    }

    /// <summary>The member, unless it says nothing.</summary>
    public static void Text(this Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, value);
        }
    }

    /// <summary>An array of objects, unless it is empty.</summary>
    public static void Objects<T>(
        this Utf8JsonWriter json, string name, IReadOnlyCollection<T> items, Action<T> members)
    {
        if (items.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            members(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>An array of strings, unless it is empty.</summary>
    public static void Texts(this Utf8JsonWriter json, string name, IReadOnlyCollection<string> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (string item in items)
        {
            json.WriteStringValue(item);
        }

        json.WriteEndArray();
    }

    /// <summary>The link when it is one that a reader may follow: absolute, http or https.</summary>
    public static string? Link(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0
            ? uri.AbsoluteUri
            : null;

    public static IReadOnlyList<string> Links(IEnumerable<string> texts) =>
        [.. texts.Select(Link).OfType<string>().Distinct()];

    /// <summary>A path as a URI reference; whatever could mean something else there is percent-encoded.</summary>
    public static string UriPath(string path)
    {
        var uri = new StringBuilder(path.Length);
        foreach (Rune rune in path.EnumerateRunes())
        {
            string text = rune.ToString();
            uri.Append(rune.IsAscii && PathCharacters.Contains(text[0]) ? text : Uri.EscapeDataString(text));
        }

        return uri.ToString();
    }

    /// <summary>A UUID made from everything the reports say, so that the same scan gives the same document.</summary>
    public static Guid ContentId(IReadOnlyList<ScanReport> reports)
    {
        byte[] content = JsonSerializer.SerializeToUtf8Bytes(
            DocumentWriter.Document(reports), ReportJsonContext.Default.ReportDocument);
        Span<byte> id = SHA256.HashData(content).AsSpan(0, 16);

        // Version 8 (made by the application's own rule) and the variant, RFC 9562.
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }

    /// <summary>A short name for a text, safe in any identifier.</summary>
    public static string ShortHash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
