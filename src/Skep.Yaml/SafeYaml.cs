using Skep.Core;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Skep.Yaml;

/// <summary>Loads small YAML files without letting them choose how much memory or stack that takes.</summary>
/// <remarks>Events are counted before a tree is built: no aliases, a shallow depth, a limit on nodes.</remarks>
public static class SafeYaml
{
    private const int MaxLength = 16 * 1024 * 1024;
    private const int MaxDepth = 16;

    /// <summary>The root of the only document; null when the file is empty or a problem was added.</summary>
    public static YamlNode? Load(string fileName, string text, ICollection<Problem> problems)
    {
        if (text.Length > MaxLength)
        {
            problems.Add(new Problem(fileName, "larger than 16 MiB"));
            return null;
        }

        try
        {
            if (Refusal(text) is { } refusal)
            {
                problems.Add(new Problem(fileName, refusal));
                return null;
            }

            var stream = new YamlStream();
            using var reader = new StringReader(text);
            stream.Load(reader);
            YamlNode? root = stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode;
            return root is YamlScalarNode { Value: null or "" } ? null : root;
        }
        catch (YamlException e)
        {
            problems.Add(new Problem($"{fileName}:{e.Start.Line}", "not YAML: " + e.Message.ReplaceLineEndings(" ")));
            return null;
        }
        catch (SystemException e) when (e is ArgumentException or InvalidOperationException)
        {
            // YamlDotNet ends so on some malformed tags and keys.
            problems.Add(new Problem(fileName, "not YAML: " + e.Message.ReplaceLineEndings(" ")));
            return null;
        }
    }

    public static string? Text(YamlNode? node) => (node as YamlScalarNode)?.Value;

    /// <summary>A list of scalars, or one scalar as a list; null for anything else.</summary>
    public static IReadOnlyList<string>? Texts(YamlNode? node) => node switch
    {
        YamlScalarNode { Value: { } value } => [value],
        YamlSequenceNode list when list.All(item => item is YamlScalarNode { Value: not null }) =>
            [.. list.Select(item => ((YamlScalarNode)item).Value!)],
        _ => null,
    };

    private static string? Refusal(string text)
    {
        using var reader = new StringReader(text);
        var parser = new Parser(reader);
        int depth = 0;
        int documents = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            documents += parser.Current is DocumentStart ? 1 : 0;
            if (parser.Current is AnchorAlias)
            {
                return "aliases are not read here";
            }

            // The stream and the document are two levels of their own.
            if (depth > MaxDepth + 2)
            {
                return $"nested deeper than {MaxDepth}";
            }
        }

        return documents > 1 ? "more than one document" : null;
    }
}
