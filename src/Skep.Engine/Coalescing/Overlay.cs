using System.Runtime.InteropServices;
using Skep.Core;

namespace Skep.Engine.Coalescing;

/// <summary>Which paths of which layer a container would still see, once all layers lie on top of each other.</summary>
/// <remarks>
/// A path of layer <c>i</c> is hidden when a higher layer deletes it or a directory above it (whiteout), hides the old
/// content of a directory above it (opaque), or puts another entry in its place. Rules:
/// <see href="https://github.com/opencontainers/image-spec/blob/v1.1.0/layer.md#whiteouts"/>. For each path only the
/// highest layer that hides it matters. Few paths of an image are ever asked about, and most of those share their
/// directories: layers are searched when asked and answers kept, which costs a tenth of one table of all paths.
/// Not for several threads at once.
/// </remarks>
internal sealed class Overlay
{
    private const int Nowhere = -1;

    private readonly IReadOnlyList<LayerInventory> _layers;
    private readonly Dictionary<ulong, int> _whiteouts = [];
    private readonly Dictionary<ulong, int> _opaques = [];
    private readonly Dictionary<ulong, int> _files = [];
    private readonly Dictionary<ulong, int> _directories = [];

    public Overlay(IReadOnlyList<LayerInventory> layers)
    {
        _layers = layers;
        for (int i = 0; i < layers.Count; i++)
        {
            Record(_whiteouts, layers[i].Whiteouts, i);
            Record(_opaques, layers[i].OpaqueDirectories, i);
        }
    }

    /// <summary>Whether <paramref name="path"/> of layer <paramref name="layer"/> is hidden by a higher one.</summary>
    public bool IsHidden(LayerPath path, int layer)
    {
        if (layer >= _layers.Count - 1)
        {
            return false;
        }

        ulong self = PathHash.Of(path);
        if (IsAbove(_whiteouts, self, layer) || HighestFile(self) > layer || HighestDirectory(self) > layer)
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
                || HighestFile(ancestor) > layer)
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
        HighestFile(PathHash.Of(path)) is not Nowhere and int layer && !IsHidden(path, layer) ? layer : null;

    /// <summary>
    /// Whether a container sees a directory there, which need not be an entry of its own where files are below it.
    /// </summary>
    public bool HasDirectory(LayerPath path) =>
        HighestDirectory(PathHash.Of(path)) is not Nowhere and int layer && !IsHidden(path, layer);

    private int HighestFile(ulong hash) => Highest(_files, hash, layer => layer.Files);

    private int HighestDirectory(ulong hash) => Highest(_directories, hash, layer => layer.Directories);

    private int Highest(Dictionary<ulong, int> known, ulong hash, Func<LayerInventory, ulong[]> sorted)
    {
        ref int highest = ref CollectionsMarshal.GetValueRefOrAddDefault(known, hash, out bool isKnown);
        if (!isKnown)
        {
            highest = _layers.Count - 1;
            while (highest >= 0 && Array.BinarySearch(sorted(_layers[highest]), hash) < 0)
            {
                highest--;
            }
        }

        return highest;
    }

    private static bool IsAbove(Dictionary<ulong, int> highest, ulong hash, int layer) =>
        highest.TryGetValue(hash, out int found) && found > layer;

    private static void Record(Dictionary<ulong, int> highest, IReadOnlyList<LayerPath> paths, int layer)
    {
        foreach (LayerPath path in paths)
        {
            highest[PathHash.Of(path)] = layer;
        }
    }
}
