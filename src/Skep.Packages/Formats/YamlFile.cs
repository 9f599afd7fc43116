using Skep.Core;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Skep.Packages.Formats;

/// <summary>Reads the YAML that package managers write.</summary>
/// <remarks>
/// Lock files have no anchors and no tags: an alias is refused, and with it the bomb of aliases of aliases. Only the
/// first document is read.
/// </remarks>
internal static class YamlFile
{
    private const int MaxDepth = 64;

    // The largest lock files known have some 300,000.
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
            using var text = new StreamReader(new MemoryReadStream(file.Content));
            return Read(new Parser(text), cancellationToken);
        }
        catch (YamlException)
        {
            sink.Add(new Problem(file.Path, "not valid YAML"));
        }
        catch (InvalidDataException limit)
        {
            sink.Add(new Problem(file.Path, limit.Message));
        }

        return null;
    }

    private static Node? Read(Parser parser, CancellationToken cancellationToken)
    {
        var open = new Stack<(Node Node, bool IsTable)>();
        Node? root = null;
        string? key = null;
        for (int count = 0; MoveNext(parser); count++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Node? started = Started(parser.Current);
            if (open.Count >= MaxDepth || count > MaxNodes)
            {
                throw new InvalidDataException("YAML nested too deep or too large");
            }

            if (started is null)
            {
                switch (parser.Current)
                {
                    case SequenceEnd or MappingEnd:
                        open.Pop();
                        break;
                    case DocumentEnd:
                        return root;
                }

                continue;
            }

            // In a table every other node is a key; a key that is no text reads as an empty one.
            bool isKey = open.TryPeek(out (Node Node, bool IsTable) parent) && parent.IsTable && key is null;
            if (isKey)
            {
                key = started.Text ?? string.Empty;
            }
            else
            {
                root ??= started;
                parent.Node?.Add(key, started);
                key = null;
            }

            if (started.Text is null)
            {
                if (isKey)
                {
                    throw new InvalidDataException("YAML with a table or list as a key");
                }

                open.Push((started, parser.Current is MappingStart));
            }
        }

        return root;
    }

    private static Node? Started(ParsingEvent? at) => at switch
    {
        Scalar scalar => Node.OfText(scalar.Value),
        SequenceStart => Node.NewList(),
        MappingStart => Node.NewTable(),
        AnchorAlias => throw new InvalidDataException("YAML with aliases, which no lock file has"),
        _ => null,
    };

    // The scanner's own checks fail with other exceptions on some damage, such as a NUL in a plain text.
    private static bool MoveNext(Parser parser)
    {
        try
        {
            return parser.MoveNext();
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or FormatException
            or OverflowException or IndexOutOfRangeException)
        {
            throw new YamlException("the scanner gave up", error);
        }
    }
}
