using Skep.Core;

namespace Skep.Images.Walk;

/// <summary>The entries by which a layer deletes what lower layers hold.</summary>
/// <remarks>
/// Format: <see href="https://github.com/opencontainers/image-spec/blob/v1.1.0/layer.md#whiteouts"/>.
/// </remarks>
internal sealed class Whiteouts
{
    private const string Prefix = ".wh.";

    // What aufs kept for itself; engines leave it out.
    private const string MetaPrefix = ".wh..wh.";
    private const string Opaque = ".wh..wh..opq";

    private readonly HashSet<LayerPath> _paths = [];
    private readonly HashSet<LayerPath> _opaque = [];

    public IReadOnlyList<LayerPath> Paths => [.. _paths.Order()];

    public IReadOnlyList<LayerPath> OpaqueDirectories => [.. _opaque.Order()];

    public void AddPath(LayerPath path) => _paths.Add(path);

    public void AddOpaque(LayerPath directory) => _opaque.Add(directory);

    /// <remarks>aufs keeps a directory of its own below the root, with files in it.</remarks>
    public static bool IsMark(LayerPath path) =>
        path.Name.StartsWith(Prefix) || path.ToString().StartsWith(MetaPrefix, StringComparison.Ordinal);

    /// <summary>Takes an entry that is no file but a mark; false for every other entry.</summary>
    public bool TryTake(LayerPath path)
    {
        if (!IsMark(path))
        {
            return false;
        }

        ReadOnlySpan<char> name = path.Name;
        if (name is Opaque)
        {
            AddOpaque(path.Parent);
        }
        else if (!name.StartsWith(MetaPrefix) && name.StartsWith(Prefix)
            && name[Prefix.Length..] is not ("" or "." or ".."))
        {
            AddPath(path.Parent.Combine(name[Prefix.Length..].ToString()));
        }

        return true;
    }
}
