using Skep.Core;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Skep.Yaml;

/// <summary>Loads small YAML files without letting them choose how much memory or stack that takes.</summary>
/// <remarks>Events are watched while a tree is built of them: no aliases, a shallow depth, a limit on nodes.</remarks>
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
            var stream = new YamlStream();
            using var reader = new StringReader(text);
            stream.Load(new WatchedParser(new Parser(reader)));
            YamlNode? root = stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode;
            return root is YamlScalarNode { Value: null or "" } ? null : root;
        }
        catch (RefusedException e)
        {
            problems.Add(new Problem(fileName, e.Message));
            return null;
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

    /// <summary>Lets events pass as long as the tree that is made of them stays small.</summary>
    private sealed class WatchedParser(Parser parser) : IParser
    {
        private int _depth;
        private int _documents;

        public ParsingEvent? Current => parser.Current;

        public bool MoveNext()
        {
            if (!parser.MoveNext())
            {
                return false;
            }

            _depth += parser.Current!.NestingIncrease;
            _documents += parser.Current is DocumentStart ? 1 : 0;
            return parser.Current is AnchorAlias ? throw new RefusedException("aliases are not read here")

                // The stream and the document are two levels of their own.
                : _depth > MaxDepth + 2 ? throw new RefusedException($"nested deeper than {MaxDepth}")
                : _documents > 1 ? throw new RefusedException("more than one document")
                : true;
        }
    }

    private sealed class RefusedException(string message) : Exception(message);
}
