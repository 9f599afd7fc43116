using Skep.Core;

namespace Skep.Images.Walk;

/// <summary>
/// Takes what inspectors report and fills in what only the walk knows: the location and who reported it.
/// </summary>
internal sealed class FindingSink(WalkLimits limits) : IFindingSink
{
    // 8 bytes each, so 64 MiB; the largest known distribution images list below one million files.
    private const int MaxOwnedPaths = 8 * 1024 * 1024;

    private FileFindings? _file;
    private int _inspector;
    private InspectorId _id;
    private int _packages;
    private int _licenses;
    private int _problems;
    private int _ownedPaths;
    private int _sightings;
    private int _traits;
    private int _claims;

    /// <summary>Whether findings were left out because a limit was reached.</summary>
    public bool HasOverflowed { get; private set; }

    public void Begin(FileFindings file, int inspector, InspectorId id) =>
        (_file, _inspector, _id) = (file, inspector, id);

    public void Add(Package package)
    {
        if (Admit(ref _packages, 1, limits.Packages))
        {
            Keep(package with { Location = Locate(package.Location), FoundBy = _id });
        }
    }

    public void Add(Distribution distribution) =>
        Keep(distribution with { Location = Locate(distribution.Location) });

    public void Add(OwnedFiles files)
    {
        if (Admit(ref _ownedPaths, files.Paths.Count, MaxOwnedPaths))
        {
            ulong[] hashes = [.. files.Paths.Select(PathHash.Of)];
            Array.Sort(hashes);
            Keep(new OwnedPaths(files.Ecosystem, files.Package, hashes, Locate(string.Empty)));
        }
    }

    public void Add(DeclaredLicenses licenses)
    {
        if (Admit(ref _licenses, 1, limits.Packages))
        {
            Keep(licenses with { Location = Locate(licenses.Location) });
        }
    }

    public void Add(Sighting sighting)
    {
        if (Admit(ref _sightings, 1, limits.Sightings))
        {
            Keep(sighting with { Location = Locate(sighting.Location) });
        }
    }

    public void Add(Trait trait)
    {
        if (Admit(ref _traits, 1, limits.Sightings))
        {
            Keep(trait with { Location = Locate(trait.Location) });
        }
    }

    public void Add(FileDigests digests)
    {
        if (Admit(ref _claims, 1, limits.Packages))
        {
            Keep(digests with { Location = Locate(digests.Location) });
        }
    }

    public void Add(ClaimedDigests claims)
    {
        if (Admit(ref _claims, claims.Files.Count, limits.Packages))
        {
            Keep(claims with { Location = Locate(claims.Location) });
        }
    }

    public void Add(Problem problem)
    {
        if (Admit(ref _problems, 1, limits.Problems))
        {
            Keep(problem with { Location = Locate(problem.Location) });
        }
    }

    private bool Admit(ref int count, int more, int limit)
    {
        if (more > limit - count)
        {
            HasOverflowed = true;
            return false;
        }

        count += more;
        return true;
    }

    private void Keep(object finding) => _file!.Add(_inspector, finding);

    // Inspectors give nothing for the file itself, and "!inner" or "path!inner" for what lies inside it.
    private string Locate(string location) =>
        location.Length == 0 || location[0] == '!' ? _file!.Path + location : location;
}
