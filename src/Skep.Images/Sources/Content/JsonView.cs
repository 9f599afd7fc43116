using System.Text.Json;
using Skep.Core;

namespace Skep.Images.Sources.Content;

/// <summary>A value in a manifest or a configuration, with the document's name for error messages.</summary>
/// <remarks>
/// Container engines are written in Go, which reads <c>"Layers"</c> for <c>"layers"</c> and takes the last of two. A
/// document that says a key twice, in whatever case, could show Skep one image and the engine another, so it is
/// refused.
/// </remarks>
internal readonly record struct JsonView(JsonElement Element, string Document)
{
    // Manifests nest five levels deep; configurations hold arbitrary labels but no deeper structure.
    private const int MaxDepth = 32;

    public static JsonView Parse(ReadOnlyMemory<byte> bytes, string document)
    {
        try
        {
            var options = new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false };
            using JsonDocument parsed = JsonDocument.Parse(bytes, options);
            return new JsonView(parsed.RootElement.Clone(), document);
        }
        catch (JsonException e)
        {
            throw new SkepException(ErrorKind.Invalid, $"{document} is not valid JSON: {e.Message}", inner: e);
        }
    }

    public JsonView? Find(string name)
    {
        if (Element.ValueKind != JsonValueKind.Object)
        {
            throw Wrong("is not an object");
        }

        JsonView? found = null;
        foreach (JsonProperty property in Element.EnumerateObject())
        {
            if (NameOf(property).Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                found = found is null ? this with { Element = property.Value } : throw Wrong($"has '{name}' twice");
            }
        }

        return found is { Element.ValueKind: JsonValueKind.Null } ? null : found;
    }

    /// <summary>The text of a field; null when it is absent.</summary>
    public string? Text(string name) => Find(name)?.AsText(name);

    public string RequiredText(string name) => Text(name) ?? throw Wrong($"has no '{name}'");

    public string AsText(string what)
    {
        try
        {
            return Element.ValueKind == JsonValueKind.String
                ? Element.GetString()!
                : throw Wrong($"has a '{what}' that is no text");
        }
        catch (InvalidOperationException)
        {
            throw Wrong($"has a '{what}' that is not UTF-8");
        }
    }

    public long? Number(string name) =>
        Find(name) is not { } value ? null
        : value.Element.ValueKind == JsonValueKind.Number && value.Element.TryGetInt64(out long number) ? number
        : throw Wrong($"has a '{name}' that is no number");

    public bool Flag(string name) => Find(name)?.Element.ValueKind == JsonValueKind.True;

    /// <summary>The items of an array field; none when it is absent.</summary>
    public IReadOnlyList<JsonView> Items(string name) => Find(name)?.Items() ?? [];

    public IReadOnlyList<JsonView> Items()
    {
        if (Element.ValueKind != JsonValueKind.Array)
        {
            throw Wrong("has a value that is no array where one is needed");
        }

        string document = Document;
        return [.. Element.EnumerateArray().Select(item => new JsonView(item, document))];
    }

    /// <summary>The texts of an array field; what is no text, or no array, is left out.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (Find(name) is not { Element.ValueKind: JsonValueKind.Array } list)
        {
            return [];
        }

        return [.. list.Items()
            .Where(item => item.Element.ValueKind == JsonValueKind.String)
            .Select(item => item.AsText(name))];
    }

    /// <summary>The names of an object field's members, which Docker uses as a set.</summary>
    public IReadOnlyList<string> Keys(string name) =>
        Find(name) is { Element.ValueKind: JsonValueKind.Object } set
            ? [.. set.Fields().Select(field => field.Name)]
            : [];

    /// <summary>All fields of an object whose names are no fixed words.</summary>
    public IReadOnlyList<(string Name, JsonView Value)> Fields()
    {
        if (Element.ValueKind != JsonValueKind.Object)
        {
            throw Wrong("has a value that is no object where one is needed");
        }

        JsonView view = this;
        return [.. Element.EnumerateObject()
            .Select(field => (view.NameOf(field), view with { Element = field.Value }))];
    }

    /// <summary>A field that maps texts to texts; other values in it are left out.</summary>
    public IReadOnlyDictionary<string, string> Map(string name)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Find(name) is { Element.ValueKind: JsonValueKind.Object } value)
        {
            foreach (JsonProperty property in value.Element.EnumerateObject())
            {
                if (property.Value.ValueKind == JsonValueKind.String)
                {
                    map[NameOf(property)] = (value with { Element = property.Value }).AsText(name);
                }
            }
        }

        return map;
    }

    public Digest RequiredDigest(string name) => AsDigest(RequiredText(name));

    public Digest AsDigest(string text) =>
        Digest.TryParse(text, out Digest digest) ? digest : throw Wrong($"has a digest that is none: '{Clip(text)}'");

    public SkepException Wrong(string what) => new(ErrorKind.Invalid, $"{Document} {what}");

    private string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            throw Wrong("has a key that is not UTF-8");
        }
    }

    private static string Clip(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
