using System.Text.Json;

namespace Skep.Policy.Vex;

/// <summary>A JSON value that answers nothing, rather than fail, when asked for what it does not have.</summary>
internal readonly record struct VexJson(JsonElement Element)
{
    public VexJson Member(string name) =>
        Element.ValueKind == JsonValueKind.Object && Element.TryGetProperty(name, out JsonElement member)
            ? new VexJson(member)
            : default;

    public string? Text(string name) => Member(name).AsText();

    public string? AsText() => Element.ValueKind == JsonValueKind.String ? Element.GetString() : null;

    public IEnumerable<VexJson> List(string name)
    {
        JsonElement list = Member(name).Element;
        return list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(item => new VexJson(item)) : [];
    }

    public IReadOnlyList<string> Texts(string name) => [.. List(name).Select(item => item.AsText()).OfType<string>()];
}
