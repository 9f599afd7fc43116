using System.Globalization;
using Skep.Core;
using Skep.Yaml;
using YamlDotNet.RepresentationModel;

namespace Skep.Secrets.Rules;

/// <summary>A mapping of a rule file, read key by key; what nobody asked for is a problem.</summary>
/// <remarks>After any problem <see cref="IsSound"/> is false, and its owner is not used.</remarks>
internal sealed class YamlEntry(string fileName, YamlMappingNode node, ICollection<Problem> problems)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public bool IsSound { get; private set; } = true;

    public string? Text(string key) => Find(key) is not { } found ? null
        : SafeYaml.Text(found) ?? Fail<string>(found, $"'{key}' has to be text");

    public string RequiredText(string key, string? otherwise = null)
    {
        string? text = Text(key) ?? otherwise;
        if (string.IsNullOrWhiteSpace(text))
        {
            Fail<string>(node, $"'{key}' is missing");
        }

        return text ?? string.Empty;
    }

    public IReadOnlyList<string> Texts(string key) => Find(key) is not { } found ? []
        : SafeYaml.Texts(found) ?? Fail<IReadOnlyList<string>>(found, $"'{key}' has to be a list of texts") ?? [];

    public bool Flag(string key, bool otherwise)
    {
        if (Find(key) is not { } found)
        {
            return otherwise;
        }

        string? text = SafeYaml.Text(found);
        if (text is not ("true" or "false"))
        {
            Fail<string>(found, $"'{key}' has to be true or false");
        }

        return text == "true";
    }

    public double Number(string key, double otherwise, double max)
    {
        if (Find(key) is not { } found)
        {
            return otherwise;
        }

        bool isRead = double.TryParse(SafeYaml.Text(found), NumberStyles.Float, CultureInfo.InvariantCulture,
            out double number);
        if (!isRead || !(number >= 0 && number <= max))
        {
            Fail<string>(found, string.Create(CultureInfo.InvariantCulture,
                $"'{key}' has to be a number from 0 to {max}"));
        }

        return number;
    }

    public YamlEntry? Entry(string key) => Find(key) switch
    {
        null => null,
        YamlMappingNode mapping => new YamlEntry(fileName, mapping, problems),
        YamlNode other => Fail<YamlEntry>(other, $"'{key}' has to be a mapping"),
    };

    public IReadOnlyList<YamlNode> List(string key) => Find(key) switch
    {
        null => [],
        YamlSequenceNode list => [.. list.Children],
        YamlNode other => Fail<IReadOnlyList<YamlNode>>(other, $"'{key}' has to be a list") ?? [],
    };

    /// <summary>The entry of a list; null after a problem when it is none.</summary>
    public YamlEntry? AsEntry(YamlNode item) => item is YamlMappingNode mapping
        ? new YamlEntry(fileName, mapping, problems)
        : Fail<YamlEntry>(item, "expected a mapping");

    /// <summary>Says what is wrong with the entry, or with <paramref name="key"/> of it.</summary>
    public void Fail(string? key, string message) => Fail<string>((key is null ? null : Find(key)) ?? node, message);

    /// <summary>Takes over that a part of this entry is not sound.</summary>
    public void Include(YamlEntry? part) => IsSound &= part?.IsSound ?? true;

    /// <summary>Every key has been asked for by now: what is left is a mistake.</summary>
    public void Finish()
    {
        foreach (YamlNode key in node.Children.Keys.Where(key => !_asked.Contains(SafeYaml.Text(key) ?? string.Empty)))
        {
            Fail<string>(key, $"'{SafeYaml.Text(key)}' is not understood here");
        }
    }

    private YamlNode? Find(string key)
    {
        _asked.Add(key);
        return node.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? found) ? found : null;
    }

    private T? Fail<T>(YamlNode at, string message)
    {
        IsSound = false;
        problems.Add(new Problem(string.Create(CultureInfo.InvariantCulture, $"{fileName}:{at.Start.Line}"), message));
        return default;
    }
}
