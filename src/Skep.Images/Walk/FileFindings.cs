using Skep.Core;

namespace Skep.Images.Walk;

/// <summary>What inspectors found in one file, and which of them looked.</summary>
internal sealed class FileFindings(LayerPath path, int[] inspectors, int byGlob)
{
    // Most files that are looked into, programs above all, give nothing.
    private List<Finding>? _findings;

    public LayerPath Path { get; } = path;

    /// <summary>A later entry of the layer took the file's place.</summary>
    public bool IsDropped { get; set; }

    public IReadOnlyList<Finding> Findings => _findings ?? (IReadOnlyList<Finding>)[];

    /// <summary>An ELF file that may be executed.</summary>
    public bool IsExecutable { get; init; }

    /// <summary>Those that wanted the file for its path.</summary>
    public ReadOnlySpan<int> ByGlob => inspectors.AsSpan(0, byGlob);

    /// <summary>Those that wanted the file for its first bytes alone.</summary>
    public ReadOnlySpan<int> ByMagic => inspectors.AsSpan(byGlob);

    public void Add(int inspector, object finding) => (_findings ??= []).Add(new Finding(inspector, finding));

    /// <summary>What this file gives under another name.</summary>
    public FileFindings Under(LayerPath other, int[] seenBy, int seenByGlob)
    {
        var repeated = new FileFindings(other, seenBy, seenByGlob);
        foreach (Finding finding in Findings)
        {
            if (seenBy.Contains(finding.Inspector))
            {
                repeated.Add(finding.Inspector, Move(finding.What, other));
            }
        }

        return repeated;
    }

    private object Move(object finding, LayerPath to) => finding switch
    {
        Package package => package with { Location = Move(package.Location, to) },
        Distribution distribution => distribution with { Location = Move(distribution.Location, to) },
        DeclaredLicenses licenses => licenses with { Location = Move(licenses.Location, to) },
        Sighting sighting => sighting with { Location = Move(sighting.Location, to) },
        Trait trait => trait with { Location = Move(trait.Location, to) },
        FileDigests digests => digests with { Location = Move(digests.Location, to) },
        ClaimedDigests claims => claims with { Location = Move(claims.Location, to) },
        OwnedPaths owned => owned with { Location = Move(owned.Location, to) },
        Problem problem => problem with { Location = Move(problem.Location, to) },
        _ => finding,
    };

    private string Move(string location, LayerPath to)
    {
        string from = Path.ToString();
        bool isHere = location.StartsWith(from, StringComparison.Ordinal)
            && (location.Length == from.Length || location[from.Length] == '!');
        return isHere ? to + location[from.Length..] : location;
    }
}

/// <summary>
/// A package, sighting, problem or whatever else a sink takes, and the index of the inspector that reported it.
/// </summary>
internal readonly record struct Finding(int Inspector, object What);
