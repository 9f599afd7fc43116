using Skep.Core;
using Tomlyn;
using Tomlyn.Parsing;

namespace Skep.Packages.Formats;

/// <summary>Reads the TOML that package managers write.</summary>
/// <remarks>Tomlyn's pull parser bounds the depth itself (64).</remarks>
internal static class TomlFile
{
    private const int MaxNodes = 2_000_000;

    public static readonly ByteSize Limit = ByteSize.Mebibytes(16);

    public static Node? TryRead(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        if (file.Content.IsEmpty)
        {
            return null;
        }

        try
        {
            return Read(TomlParser.Create(System.Text.Encoding.UTF8.GetString(file.Content.Span)), cancellationToken);
        }
        catch (TomlException)
        {
            sink.Add(new Problem(file.Path, "not valid TOML"));
        }
        catch (InvalidDataException limit)
        {
            sink.Add(new Problem(file.Path, limit.Message));
        }

        return null;
    }

    private static Node? Read(TomlParser parser, CancellationToken cancellationToken)
    {
        var open = new Stack<Node>();
        Node? root = null;
        string? name = null;
        for (int count = 0; parser.MoveNext(); count++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (count > MaxNodes)
            {
                throw new InvalidDataException("TOML too large");
            }

            Node? started = null;
            switch (parser.Current.Kind)
            {
                case TomlParseEventKind.PropertyName:
                    name = parser.GetPropertyName();
                    continue;
                case TomlParseEventKind.StartTable:
                    started = Node.NewTable();
                    break;
                case TomlParseEventKind.StartArray:
                    started = Node.NewList();
                    break;
                case TomlParseEventKind.EndTable or TomlParseEventKind.EndArray:
                    open.Pop();
                    continue;
                case TomlParseEventKind.String:
                    started = Node.OfText(parser.GetString());
                    break;
                case TomlParseEventKind.StartDocument or TomlParseEventKind.EndDocument:
                    continue;
                default:
                    // Numbers, dates and booleans: nothing that a lock file says of a package.
                    started = Node.OfText(string.Empty);
                    break;
            }

            root ??= started;
            if (open.TryPeek(out Node? parent))
            {
                parent.Add(name, started);
            }

            if (started.Text is null)
            {
                open.Push(started);
            }
        }

        return root;
    }
}
