using System.Runtime.InteropServices;
using Skep.Core;

namespace Skep.Engine.Coalescing;

/// <summary>Tells the programs of an image that nobody vouches for from those that a package or a classifier
/// names.</summary>
/// <remarks>
/// Libraries are left out: languages install theirs among their modules, and what loads them is what counts. A program
/// inside a node module is part of that module.
/// </remarks>
internal sealed class UnknownBinaries
{
    private const string NpmManifest = "/package.json";

    private readonly Ownership _owners;
    private readonly HashSet<string> _recognised = new(StringComparer.Ordinal);
    private readonly HashSet<string> _modules = new(StringComparer.Ordinal);

    public UnknownBinaries(IEnumerable<ImagePackage> packages, Ownership owners)
    {
        _owners = owners;
        foreach (ImagePackage found in packages.Where(found => !found.IsRemoved))
        {
            string location = found.Package.Location;
            _recognised.Add(location);
            if (found.Package.Evidence == PackageEvidence.Installed
                && location.EndsWith(NpmManifest, StringComparison.Ordinal))
            {
                _modules.Add(location[..^NpmManifest.Length]);
            }
        }
    }

    /// <summary>Those that a container would see, sorted.</summary>
    public IReadOnlyList<LayerPath> Among(IReadOnlyList<LayerInventory> layers, Overlay overlay)
    {
        var unknown = new SortedSet<LayerPath>();
        for (int i = 0; i < layers.Count; i++)
        {
            Dictionary<string, List<LayerPath>>? otherNames = null;
            foreach (LayerPath program in layers[i].Executables)
            {
                if (IsLibrary(program.Name) || IsKnown(program))
                {
                    continue;
                }

                otherNames ??= HardLinks(layers[i]);
                List<LayerPath> names = [program, .. otherNames.GetValueOrDefault(program.ToString(), [])];
                names.RemoveAll(name => overlay.IsHidden(name, i));
                if (names.Count > 0 && !names.Exists(IsKnown))
                {
                    unknown.Add(names[0]);
                }
            }
        }

        return [.. unknown];
    }

    // libssl.so.3, module.cpython-312-x86_64-linux-gnu.so, better_sqlite3.node.
    private static bool IsLibrary(ReadOnlySpan<char> name) =>
        name.EndsWith(".so") || name.Contains(".so.", StringComparison.Ordinal) || name.EndsWith(".node");

    private static Dictionary<string, List<LayerPath>> HardLinks(LayerInventory layer)
    {
        var links = new Dictionary<string, List<LayerPath>>(StringComparer.Ordinal);
        foreach (LayerLink link in layer.Links.Where(link => link.IsHard))
        {
            ref List<LayerPath>? names = ref CollectionsMarshal.GetValueRefOrAddDefault(links, link.Target, out _);
            (names ??= []).Add(link.Path);
        }

        return links;
    }

    private bool IsKnown(LayerPath program)
    {
        string path = program.ToString();
        return _recognised.Contains(path) || _owners.IsOwned(program) || IsInModule(path);
    }

    private bool IsInModule(string path)
    {
        if (_modules.Count == 0)
        {
            return false;
        }

        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> modules =
            _modules.GetAlternateLookup<ReadOnlySpan<char>>();
        ReadOnlySpan<char> rest = path;
        while (rest.LastIndexOf('/') is > 0 and int slash)
        {
            rest = rest[..slash];
            if (modules.Contains(rest))
            {
                return true;
            }
        }

        return false;
    }
}
