using System.Globalization;
using Skep.Core;
using Skep.Yaml;
using YamlDotNet.RepresentationModel;

namespace Skep.Policy.Reading;

/// <summary>Reads values out of a YAML file; each that is not as it should be is a problem with its line.</summary>
internal sealed class YamlFields(string fileName, ICollection<Problem> problems)
{
    /// <summary>More than anybody writes by hand in one list.</summary>
    private const int MaxItems = 10_000;

    public string FileName { get; } = fileName;

    public static string Words<T>()
        where T : struct, Enum =>
        string.Join(", ", Enum.GetValues<T>().Select(EnumWord.Of));

    public string At(YamlNode node) => $"{FileName}:{node.Start.Line}";

    public void Problem(YamlNode node, string message) => Add(new Problem(At(node), message));

    public void Add(Problem problem) => problems.Add(problem);

    public IEnumerable<(string Name, YamlNode Key, YamlNode Value)> Members(YamlNode node, string what)
    {
        if (node is not YamlMappingNode map)
        {
            Problem(node, $"{what} is a map of names and values");
            yield break;
        }

        foreach ((YamlNode key, YamlNode value) in map.Children)
        {
            yield return (SafeYaml.Text(key) ?? string.Empty, key, value);
        }
    }

    /// <summary>A map of which every name is known.</summary>
    public void Read(YamlNode node, string what, Dictionary<string, Action<YamlNode>> members)
    {
        foreach ((string name, YamlNode key, YamlNode value) in Members(node, what))
        {
            if (members.TryGetValue(name, out Action<YamlNode>? read))
            {
                read(value);
            }
            else
            {
                Problem(key, $"'{name}' is not understood in {what}");
            }
        }
    }

    public IEnumerable<YamlNode> Items(YamlNode node, string what)
    {
        if (node is YamlSequenceNode list && list.Children.Count <= MaxItems)
        {
            return list.Children;
        }

        Problem(node, $"{what} is a list" + (node is YamlSequenceNode ? $" of at most {MaxItems}" : string.Empty));
        return [];
    }

    public string Text(YamlNode node, string what)
    {
        if (SafeYaml.Text(node) is { Length: > 0 } text)
        {
            return text;
        }

        Problem(node, $"{what} is a text");
        return string.Empty;
    }

    public bool Flag(YamlNode node, string what)
    {
        string? text = SafeYaml.Text(node);
        if (text is not ("true" or "false"))
        {
            Problem(node, $"{what} is true or false");
        }

        return text == "true";
    }

    public int Count(YamlNode node, string what)
    {
        if (int.TryParse(SafeYaml.Text(node), NumberStyles.None, CultureInfo.InvariantCulture, out int count))
        {
            return count;
        }

        Problem(node, $"{what} is a whole number from 0");
        return 0;
    }

    public double Number(YamlNode node, string what)
    {
        string? text = SafeYaml.Text(node);
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
        {
            return number;
        }

        Problem(node, $"{what} is a number from 0");
        return 0;
    }

    public DateOnly? Date(YamlNode node, string what)
    {
        string text = SafeYaml.Text(node) ?? string.Empty;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        Problem(node, $"{what} is a date like 2027-01-31");
        return null;
    }

    /// <summary>One text or a list of them, none empty and none absurdly long.</summary>
    public IReadOnlyList<string> Texts(YamlNode node, string what)
    {
        IReadOnlyList<string>? texts = SafeYaml.Texts(node);
        if (texts is { Count: > 0 and <= MaxItems } && texts.All(text => text.Length is > 0 and <= TextGlob.MaxLength))
        {
            return texts;
        }

        Problem(node, $"{what} is a text or a list of texts, each of 1 to {TextGlob.MaxLength} characters");
        return [];
    }

    /// <summary>One or more patterns of paths or of names of images.</summary>
    public IReadOnlyList<PathGlob> Globs(YamlNode node, string what)
    {
        var globs = new List<PathGlob>();
        foreach (string text in Texts(node, what))
        {
            if (PathGlob.TryParse(text, out PathGlob? glob, out string problem))
            {
                globs.Add(glob);
            }
            else
            {
                Problem(node, $"{what}: {problem}");
            }
        }

        return globs;
    }

    /// <summary>One or more of an enum's words.</summary>
    public IReadOnlyList<T> Words<T>(YamlNode node, string what)
        where T : struct, Enum
    {
        var words = new List<T>();
        foreach (string text in Texts(node, what))
        {
            if (EnumWord.TryParse(text, out T word))
            {
                words.Add(word);
            }
            else
            {
                Problem(node, $"{what}: '{text}' is none of {Words<T>()}");
            }
        }

        return words;
    }

    public T Word<T>(YamlNode node, string what)
        where T : struct, Enum
    {
        if (!EnumWord.TryParse(SafeYaml.Text(node) ?? string.Empty, out T word))
        {
            Problem(node, $"{what} is one of {Words<T>()}");
        }

        return word;
    }

    /// <summary>A map of names to patterns, or a list of names alone, which is any value.</summary>
    public IReadOnlyDictionary<string, string> Patterns(YamlNode node, string what)
    {
        if (node is not YamlMappingNode map)
        {
            return Texts(node, what).Distinct().ToDictionary(name => name, _ => "*", StringComparer.Ordinal);
        }

        var patterns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((YamlNode key, YamlNode value) in map.Children)
        {
            patterns[Text(key, what)] = Text(value, what);
        }

        return patterns;
    }
}
