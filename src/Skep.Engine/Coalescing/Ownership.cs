using Skep.Core;

namespace Skep.Engine.Coalescing;

/// <summary>Which OS package owns a file, as the package managers' own file lists say.</summary>
internal sealed class Ownership
{
    public const string GenericBinaries = "generic";
    public const string Conda = "conda:";

    private readonly Dictionary<ulong, (EcosystemId Ecosystem, string Package)> _owners = [];
    private readonly HashSet<EcosystemId> _managers = [];

    public Ownership(IReadOnlyList<LayerInventory> layers, Overlay overlay)
    {
        for (int i = 0; i < layers.Count; i++)
        {
            foreach (OwnedPaths owned in layers[i].Owned)
            {
                if (!overlay.IsHidden(LayerPath.Parse(owned.Location), i))
                {
                    Record(owned);
                }
            }
        }
    }

    /// <summary>
    /// <c>ecosystem:package</c> of the OS package that owns the file <paramref name="package"/> was seen in; null
    /// when none does.
    /// </summary>
    public string? Find(Package package)
    {
        // A package manager's own packages are not owned by anybody.
        if (_owners.Count == 0 || _managers.Contains(package.Ecosystem))
        {
            return null;
        }

        int inside = package.Location.IndexOf('!', StringComparison.Ordinal);
        ReadOnlySpan<char> path = inside < 0 ? package.Location : package.Location.AsSpan(0, inside);
        return Find(path) ?? Find(WithoutUsr(path)) ?? FindBelow(path);
    }

    /// <summary><c>ecosystem:package</c> of the package that owns a file; null when none does.</summary>
    public string? OwnerOf(ReadOnlySpan<char> path) => Find(path) ?? Find(WithoutUsr(path)) ?? FindWithUsr(path);

    /// <summary>Whether any package owns the file.</summary>
    public bool IsOwned(LayerPath file)
    {
        ReadOnlySpan<char> path = file.ToString();
        return _owners.ContainsKey(PathHash.Of(path)) || _owners.ContainsKey(PathHash.Of(WithoutUsr(path)));
    }

    private string? Find(ReadOnlySpan<char> path) =>
        !path.IsEmpty && _owners.TryGetValue(PathHash.Of(path), out (EcosystemId Ecosystem, string Package) owner)
            ? $"{owner.Ecosystem}:{owner.Package}"
            : null;

    // The other way round: the manager says /usr/bin/x, and an old layer holds bin/x.
    private string? FindWithUsr(ReadOnlySpan<char> path) =>
        path.StartsWith("bin/") || path.StartsWith("sbin/") || path.StartsWith("lib") ? Find($"usr/{path}") : null;

    // apk lists the files of a directory package such as X.egg-info/ but some managers list only the directory.
    private string? FindBelow(ReadOnlySpan<char> path) =>
        path.LastIndexOf('/') is > 0 and int slash && path[..slash].EndsWith("-info") ? Find(path[..slash]) : null;

    // On a merged /usr the manager may still say /bin/x while the layer holds usr/bin/x.
    private static ReadOnlySpan<char> WithoutUsr(ReadOnlySpan<char> path)
    {
        ReadOnlySpan<char> rest = path.StartsWith("usr/") ? path[4..] : default;
        return rest.StartsWith("bin/") || rest.StartsWith("sbin/") || rest.StartsWith("lib") ? rest : default;
    }

    private void Record(OwnedPaths owned)
    {
        _managers.Add(owned.Ecosystem);
        foreach (ulong hash in owned.Hashes)
        {
            _owners[hash] = (owned.Ecosystem, owned.Package);
        }
    }
}
