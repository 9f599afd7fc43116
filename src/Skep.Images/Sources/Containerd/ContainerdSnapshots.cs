using Skep.Core;
using Skep.Images.Sources.Content;

namespace Skep.Images.Sources.Containerd;

/// <summary>Where containerd's overlayfs snapshotter keeps the layers it has unpacked.</summary>
/// <remarks>
/// Nodes that discard a layer's blob once it is unpacked have nothing else left. The metadata maps a chain to the
/// snapshot's name (<c>v1/NAMESPACE/snapshots/overlayfs/CHAIN</c>), the snapshotter's own database maps that to a
/// directory (<c>v1/snapshots/NAME</c>): <see
/// href="https://github.com/containerd/containerd/blob/v1.7.0/snapshots/storage/bolt.go"/>.
/// </remarks>
internal static class ContainerdSnapshots
{
    private const string Snapshotter = "overlayfs";

    /// <summary>A directory for each layer, lowest first; null when one is not there or not readable.</summary>
    public static IReadOnlyList<TreeLayer>? Find(string root, string metadata, ConfigurationDocument configuration)
    {
        string home = Path.Combine(root, $"io.containerd.snapshotter.v1.{Snapshotter}");
        string database = Path.Combine(home, "metadata.db");
        HashSet<string> chains = [.. configuration.ChainIds.Select(chain => chain.ToString())];
        if (!File.Exists(database))
        {
            return null;
        }

        Dictionary<string, string> names = BoltFile.Read(metadata, bolt => NamesOf(bolt, chains));
        Dictionary<string, ulong> ids = BoltFile.Read(database, bolt => IdsOf(bolt, [.. names.Values]));
        var trees = new List<TreeLayer>();
        foreach (Digest chain in configuration.ChainIds)
        {
            if (!names.TryGetValue(chain.ToString(), out string? name) || !ids.TryGetValue(name, out ulong id)
                || !TreeImage.IsReadable(Path.Combine(home, "snapshots", $"{id}", "fs")))
            {
                return null;
            }

            trees.Add(new TreeLayer(Path.Combine(home, "snapshots", $"{id}", "fs"), null));
        }

        return trees;
    }

    private static Dictionary<string, string> NamesOf(BoltBucket database, HashSet<string> chains)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((_, BoltBucket bucket) in database.Find("v1")?.Buckets ?? [])
        {
            foreach ((string chain, BoltBucket snapshot) in bucket.Find("snapshots")?.Find(Snapshotter)?.Buckets ?? [])
            {
                if (chains.Contains(chain) && snapshot.Text("name") is { } name)
                {
                    names[chain] = name;
                }
            }
        }

        return names;
    }

    private static Dictionary<string, ulong> IdsOf(BoltBucket database, HashSet<string> names)
    {
        var ids = new Dictionary<string, ulong>(StringComparer.Ordinal);
        foreach ((string name, BoltBucket snapshot) in database.Find("v1")?.Find("snapshots")?.Buckets ?? [])
        {
            if (names.Contains(name) && Varint.TryRead((snapshot.Value("id") ?? default).Span, out ulong id))
            {
                ids[name] = id;
            }
        }

        return ids;
    }
}
