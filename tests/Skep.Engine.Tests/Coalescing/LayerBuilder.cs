using Skep.Core;

namespace Skep.Engine.Tests.Coalescing;

/// <summary>Builds a layer's inventory by saying what the layer does.</summary>
internal sealed class LayerBuilder
{
    private readonly List<Package> _packages = [];
    private readonly List<LayerPath> _whiteouts = [];
    private readonly List<LayerPath> _opaques = [];
    private readonly List<LayerLink> _links = [];
    private readonly List<OwnedPaths> _owned = [];
    private readonly List<Distribution> _distributions = [];
    private readonly List<LayerPath> _executables = [];
    private readonly SortedSet<ulong> _files = [];
    private readonly SortedSet<ulong> _directories = [];

    public LayerBuilder File(string path)
    {
        _files.Add(PathHash.Of(LayerPath.Parse(path)));
        return this;
    }

    public LayerBuilder Directory(string path)
    {
        _directories.Add(PathHash.Of(LayerPath.Parse(path)));
        return this;
    }

    public LayerBuilder Delete(string path)
    {
        _whiteouts.Add(LayerPath.Parse(path));
        return this;
    }

    public LayerBuilder HideOld(string directory)
    {
        _opaques.Add(LayerPath.Parse(directory));
        return this;
    }

    public LayerBuilder Link(string path, string target)
    {
        _links.Add(new LayerLink(LayerPath.Parse(path), target, IsHard: false));
        return File(path);
    }

    public LayerBuilder HardLink(string path, string target)
    {
        _links.Add(new LayerLink(LayerPath.Parse(path), target, IsHard: true));
        return File(path);
    }

    public LayerBuilder Program(string path)
    {
        _executables.Add(LayerPath.Parse(path));
        return File(path);
    }

    public LayerBuilder Npm(string path, string name, string version) => Package("npm", path, name, version);

    public LayerBuilder Apk(string name, string version) => Package("apk", "lib/apk/db/installed", name, version);

    public LayerBuilder Lock(string path, string name, string version) =>
        Package("npm", path, name, version, PackageEvidence.Declared);

    public LayerBuilder Package(
        string ecosystem,
        string path,
        string name,
        string version,
        PackageEvidence evidence = PackageEvidence.Installed)
    {
        _packages.Add(new Package(new EcosystemId(ecosystem), name, version) { Location = path, Evidence = evidence });
        return File(path.Split('!')[0]);
    }

    public LayerBuilder Owns(string package, params string[] paths)
    {
        _owned.Add(new OwnedPaths(
            new EcosystemId("apk"), package, [.. paths.Select(p => PathHash.Of(p)).Order()], "lib/apk/db/installed"));
        return this;
    }

    public LayerBuilder Says(string location, string id, string version, int weight)
    {
        _distributions.Add(new Distribution(id, version) { Location = location, Weight = weight });
        return File(location);
    }

    public LayerInventory Build() => new()
    {
        Packages = _packages,
        Whiteouts = _whiteouts,
        OpaqueDirectories = _opaques,
        Links = _links,
        Executables = _executables,
        Owned = _owned,
        Distributions = _distributions,
        Files = [.. _files],
        Directories = [.. _directories],
    };
}
