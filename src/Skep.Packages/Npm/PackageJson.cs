using System.Text.Json;

namespace Skep.Packages.Npm;

/// <summary>What a <c>package.json</c> says of itself.</summary>
internal sealed class PackageJson
{
    private const int MaxLicenses = 16;

    private readonly List<string> _licenses = [];

    public string? Name { get; private set; }

    public string? Version { get; private set; }

    public IReadOnlyList<string> Licenses => _licenses;

    private bool IsComplete => Name is not null && Version is not null && _licenses.Count > 0;

    /// <exception cref="JsonException">The text is not JSON, up to where reading stopped.</exception>
    /// <exception cref="InvalidOperationException">A text is not Unicode.</exception>
    public static PackageJson Read(ReadOnlySpan<byte> json, int maxDepth)
    {
        var result = new PackageJson();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return result;
        }

        while (!result.IsComplete && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            result.ReadProperty(ref reader);
        }

        return result;
    }

    private void ReadProperty(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("name"u8))
        {
            Name = ReadText(ref reader) ?? Name;
        }
        else if (reader.ValueTextEquals("version"u8))
        {
            Version = ReadText(ref reader) ?? Version;
        }
        else if (reader.ValueTextEquals("license"u8) || reader.ValueTextEquals("licenses"u8))
        {
            ReadLicenses(ref reader);
        }
        else
        {
            reader.Skip();
        }
    }

    private static string? ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        reader.Skip();
        return null;
    }

    // "MIT", {"type": "MIT", "url": …}, or a list of either: all three are found in installed packages.
    private void ReadLicenses(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            Add(reader.GetString());
            return;
        }

        if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
        {
            return;
        }

        int depth = reader.CurrentDepth;
        bool isLicense = reader.TokenType == JsonTokenType.StartArray;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    isLicense = reader.ValueTextEquals("type"u8) || reader.ValueTextEquals("name"u8);
                    break;
                case JsonTokenType.EndObject:
                    isLicense = true;
                    break;
                case JsonTokenType.String when isLicense:
                    Add(reader.GetString());
                    break;
            }
        }
    }

    private void Add(string? license)
    {
        if (!string.IsNullOrWhiteSpace(license) && _licenses.Count < MaxLicenses)
        {
            _licenses.Add(license.Trim());
        }
    }
}
