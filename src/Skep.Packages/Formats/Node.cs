namespace Skep.Packages.Formats;

/// <summary>A value of a YAML or TOML file: a text, a list or a table. Numbers and dates are their text.</summary>
/// <remarks>Asking for what is not there gives null or nothing, as in <see cref="JsonFile"/>.</remarks>
internal sealed class Node
{
    private readonly List<Node>? _items;
    private readonly List<KeyValuePair<string, Node>>? _members;

    private Node(string? text, List<Node>? items, List<KeyValuePair<string, Node>>? members)
    {
        Text = text;
        _items = items;
        _members = members;
    }

    /// <summary>Null for lists and tables.</summary>
    public string? Text { get; }

    public IReadOnlyList<Node> Items => _items ?? [];

    public IReadOnlyList<KeyValuePair<string, Node>> Members => _members ?? [];

    /// <summary>The table's member of that name: tables that are looked into this way are small.</summary>
    public Node? this[string name]
    {
        get
        {
            foreach ((string key, Node value) in Members)
            {
                if (key == name)
                {
                    return value;
                }
            }

            return null;
        }
    }

    public static Node OfText(string text) => new(text, null, null);

    public static Node NewList() => new(null, [], null);

    public static Node NewTable() => new(null, null, []);

    /// <summary>Adds to a list, or under a name to a table.</summary>
    public void Add(string? name, Node value)
    {
        _items?.Add(value);
        _members?.Add(new(name ?? string.Empty, value));
    }
}
