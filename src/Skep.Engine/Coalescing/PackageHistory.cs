using Skep.Core;

namespace Skep.Engine.Coalescing;

/// <summary>
/// Follows every file that names packages through the layers: which packages remain, which layer brought each,
/// which are gone.
/// </summary>
/// <remarks>
/// A package database is rewritten whole by every layer that installs something, so the layer that holds the last
/// copy is rarely the one that brought a package: that is the lowest from which on every copy names it.
/// </remarks>
internal sealed class PackageHistory
{
    private static readonly Dictionary<PackageKey, Package> EmptyCopy = [];

    private readonly IReadOnlyList<LayerInventory> _layers;
    private readonly Overlay _overlay;

    // Location (the file, without what lies inside an archive) → the copies of that file, lowest layer first.
    private readonly Dictionary<string, List<Copy>> _files;

    public PackageHistory(IReadOnlyList<LayerInventory> layers, Overlay overlay)
    {
        _layers = layers;
        _overlay = overlay;
        _files = new Dictionary<string, List<Copy>>(layers.Sum(layer => layer.Packages.Count));
        for (int i = 0; i < layers.Count; i++)
        {
            foreach (Package package in layers[i].Packages)
            {
                CopyOf(package, i).Packages.Add(package);
            }
        }
    }

    /// <summary>All packages, those still there and those that are not, lowest layer first.</summary>
    public List<ImagePackage> Trace()
    {
        var found = new List<ImagePackage>();
        foreach ((string location, List<Copy> copies) in _files)
        {
            Trace(LayerPath.Parse(location), copies, found);
        }

        return [.. found.OrderBy(p => p.LayerIndex).ThenBy(p => p.Package.Location, StringComparer.Ordinal)];
    }

    private void Trace(LayerPath file, List<Copy> copies, List<ImagePackage> found)
    {
        Copy last = copies[^1];
        bool visible = !_overlay.IsHidden(file, last.Layer);

        // Most files stand in one layer and name one package.
        if (copies.Count == 1 && last.Packages.Count == 1)
        {
            found.Add(new ImagePackage(last.Packages[0]) { LayerIndex = LayerOf(last), IsRemoved = !visible });
            return;
        }

        IReadOnlyDictionary<PackageKey, Package> present = visible ? last.ByKey : EmptyCopy;
        int first = copies.Count - 1;
        while (first > 0 && !IsDeletedAfter(file, copies[first - 1].Layer))
        {
            first--;
        }

        foreach ((PackageKey key, Package package) in present)
        {
            int origin = copies.Count - 1;
            while (origin > first && copies[origin - 1].ByKey.ContainsKey(key))
            {
                origin--;
            }

            found.Add(new ImagePackage(package) { LayerIndex = LayerOf(copies[origin]) });
        }

        var gone = new HashSet<PackageKey>();
        foreach (Copy copy in copies)
        {
            foreach ((PackageKey key, Package package) in copy.ByKey)
            {
                if (!present.ContainsKey(key) && gone.Add(key))
                {
                    found.Add(new ImagePackage(package) { LayerIndex = LayerOf(copy), IsRemoved = true });
                }
            }
        }
    }

    // A copy that a layer deleted, by itself or with a directory above it, is not the file that was written later.
    private bool IsDeletedAfter(LayerPath file, int layer) => _layers.Skip(layer + 1).Any(above =>
        above.Whiteouts.Any(deleted => deleted == file || file.IsBelow(deleted))
        || above.OpaqueDirectories.Any(file.IsBelow));

    private int? LayerOf(Copy copy) => _layers.Count == 0 ? null : copy.Layer;

    private Copy CopyOf(Package package, int layer)
    {
        int inside = package.Location.IndexOf('!', StringComparison.Ordinal);
        string file = inside < 0 ? package.Location : package.Location[..inside];
        if (!_files.TryGetValue(file, out List<Copy>? copies))
        {
            _files.Add(file, copies = []);
        }

        if (copies.Count == 0 || copies[^1].Layer != layer)
        {
            copies.Add(new Copy(layer));
        }

        return copies[^1];
    }

    private readonly record struct PackageKey(
        EcosystemId Ecosystem, string Name, string Version, string? Architecture, string Location);

    /// <summary>What one layer's copy of a file says.</summary>
    private sealed class Copy(int layer)
    {
        private Dictionary<PackageKey, Package>? _byKey;

        public int Layer => layer;

        public List<Package> Packages { get; } = [];

        /// <summary>The packages, each once. Only to be asked for when all are there.</summary>
        public Dictionary<PackageKey, Package> ByKey => _byKey ??= Index();

        private Dictionary<PackageKey, Package> Index()
        {
            var index = new Dictionary<PackageKey, Package>(Packages.Count);
            foreach (Package p in Packages)
            {
                index[new PackageKey(p.Ecosystem, p.Name, p.Version, p.Architecture, p.Location)] = p;
            }

            return index;
        }
    }
}
