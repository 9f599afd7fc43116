using System.Runtime.InteropServices;
using Skep.Core;

namespace Skep.Engine.Coalescing;

/// <summary>Tells the programs of an image that nobody vouches for from those that a package or a classifier
/// names.</summary>
/// <remarks>
/// Libraries are left out: languages install theirs among their modules, and what loads them is what counts. A program
/// inside a node module is part of that module; one below the directory of a Java, Go or Erlang installation is part of
/// that.
/// </remarks>
internal sealed class UnknownBinaries
{
    // The file that names what a whole directory holds, and how many levels below that directory it lies.
    private static readonly (string Name, int Depth)[] Markers =
    [
        ("/package.json", 1),
        ("/release", 1),
        ("/VERSION", 1),
        ("/OTP_VERSION", 3),
    ];

    private readonly Ownership _owners;

    // Most images hold no program that is not owned, and then nobody asks.
    private readonly Lazy<Explanations> _explained;

    public UnknownBinaries(IReadOnlyList<ImagePackage> packages, Ownership owners)
    {
        _owners = owners;
        _explained = new Lazy<Explanations>(() => Explain(packages));
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

    private static Explanations Explain(IReadOnlyList<ImagePackage> packages)
    {
        var explained = new Explanations(new(StringComparer.Ordinal), new(StringComparer.Ordinal));
        foreach (Package package in packages.Where(found => !found.IsRemoved).Select(found => found.Package))
        {
            explained.Programs.Add(package.Location);
            if (package.Evidence != PackageEvidence.Declared)
            {
                explained.Directories.UnionWith(DirectoriesOf(package.Location));
            }
        }

        return explained;
    }

    private static IEnumerable<string> DirectoriesOf(string location)
    {
        foreach ((string name, int depth) in Markers)
        {
            if (location.EndsWith(name, StringComparison.Ordinal))
            {
                LayerPath directory = LayerPath.Parse(location);
                for (int i = 0; i < depth; i++)
                {
                    directory = directory.Parent;
                }

                yield return directory.ToString();
            }
        }
    }

    private bool IsKnown(LayerPath program)
    {
        string path = program.ToString();
        return _owners.IsOwned(program) || _explained.Value.Programs.Contains(path) || IsBelowExplained(path);
    }

    private bool IsBelowExplained(string path)
    {
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> directories =
            _explained.Value.Directories.GetAlternateLookup<ReadOnlySpan<char>>();
        ReadOnlySpan<char> rest = path;
        while (rest.LastIndexOf('/') is > 0 and int slash)
        {
            rest = rest[..slash];
            if (directories.Contains(rest))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What packages were seen in, and what they hold whole.</summary>
    private sealed record Explanations(HashSet<string> Programs, HashSet<string> Directories);
}
