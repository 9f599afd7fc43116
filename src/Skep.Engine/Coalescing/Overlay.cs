using System.Runtime.InteropServices;
using Skep.Core;

namespace Skep.Engine.Coalescing;

/// <summary>Which paths of which layer a container would still see, once all layers lie on top of each other.</summary>
/// <remarks>
/// A path of layer <c>i</c> is hidden when a higher layer deletes it or a directory above it (whiteout), hides the old
/// content of a directory above it (opaque), or puts another entry in its place. Rules:
/// <see href="https://github.com/opencontainers/image-spec/blob/v1.1.0/layer.md#whiteouts"/>. Every question is a few
/// look-ups: for each path only the highest layer that hides it matters.
/// </remarks>
internal sealed class Overlay
{
    private readonly Dictionary<ulong, int> _whiteouts = [];
    private readonly Dictionary<ulong, int> _opaques = [];
    private readonly Dictionary<ulong, int> _files;
    private readonly Dictionary<ulong, int> _directories = [];

    public Overlay(IReadOnlyList<LayerInventory> layers)
    {
        _files = new Dictionary<ulong, int>(layers.Sum(layer => layer.Files.Length));
        for (int i = 0; i < layers.Count; i++)
        {
            Record(_whiteouts, layers[i].Whiteouts, i);
            Record(_opaques, layers[i].OpaqueDirectories, i);
            Record(_files, layers[i].Files, i);
            Record(_directories, layers[i].Directories, i);
        }
    }

    /// <summary>Whether <paramref name="path"/> of layer <paramref name="layer"/> is hidden by a higher one.</summary>
    public bool IsHidden(LayerPath path, int layer)
    {
        ulong self = PathHash.Of(path);
        if (IsAbove(_whiteouts, self, layer) || IsAbove(_files, self, layer) || IsAbove(_directories, self, layer))
        {
            return true;
        }

        ReadOnlySpan<char> rest = path.ToString();
        while (rest.LastIndexOf('/') is >= 0 and int slash)
        {
            rest = rest[..slash];
            ulong ancestor = PathHash.Of(rest);
            if (IsAbove(_whiteouts, ancestor, layer)
                || IsAbove(_opaques, ancestor, layer)
                || IsAbove(_files, ancestor, layer))
            {
                return true;
            }
        }

        return IsAbove(_opaques, PathHash.Of(LayerPath.Root), layer);
    }

    /// <summary>
    /// The layer whose file <paramref name="path"/> is what a container sees; null when it sees none there.
    /// </summary>
    public int? FindFile(LayerPath path) =>
        _files.TryGetValue(PathHash.Of(path), out int layer) && !IsHidden(path, layer) ? layer : null;

    private static bool IsAbove(Dictionary<ulong, int> highest, ulong hash, int layer) =>
        highest.TryGetValue(hash, out int found) && found > layer;

    private static void Record(Dictionary<ulong, int> highest, IReadOnlyList<LayerPath> paths, int layer)
    {
        foreach (LayerPath path in paths)
        {
            highest[PathHash.Of(path)] = layer;
        }
    }

    private static void Record(Dictionary<ulong, int> highest, ulong[] hashes, int layer)
    {
        foreach (ulong hash in hashes)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(highest, hash, out _) = layer;
        }
    }
}
