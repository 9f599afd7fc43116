using Skep.Core;

namespace Skep.Testing;

/// <summary>Keeps what an inspector reports, filling in the location as the walk does.</summary>
public sealed class RecordingSink(LayerPath path, InspectorId inspector) : IFindingSink
{
    public List<Package> Packages { get; } = [];

    public List<Distribution> Distributions { get; } = [];

    public List<OwnedFiles> Owned { get; } = [];

    public List<DeclaredLicenses> Licenses { get; } = [];

    public List<Sighting> Sightings { get; } = [];

    public List<Trait> Traits { get; } = [];

    public List<FileDigests> Digests { get; } = [];

    public List<ClaimedDigests> Claims { get; } = [];

    public List<Problem> Problems { get; } = [];

    public void Add(Package package) => Packages.Add(package with
    {
        Location = package.Location.Length == 0 ? path.ToString() : package.Location,
        FoundBy = inspector,
    });

    public void Add(Distribution distribution) => Distributions.Add(distribution);

    public void Add(OwnedFiles files) => Owned.Add(files);

    public void Add(DeclaredLicenses licenses) => Licenses.Add(licenses);

    public void Add(Sighting sighting) => Sightings.Add(sighting with
    {
        Location = sighting.Location.Length == 0 ? path.ToString() : sighting.Location,
    });

    public void Add(Trait trait) => Traits.Add(trait);

    public void Add(FileDigests digests) => Digests.Add(digests);

    public void Add(ClaimedDigests claims) => Claims.Add(claims);

    public void Add(Problem problem) => Problems.Add(problem);

    /// <summary>Everything reported, as text, for comparison.</summary>
    public string Dump() => string.Join(
        '\n',
        Packages.Select(Describe)
            .Concat(Licenses.Select(l => $"{l.Package} [{string.Join(',', l.Licenses)}]"))
            .Concat(Sightings.Select(s => $"{s} {string.Join(';', s.Evidence)}"))
            .Concat(Traits.Select(t => t.ToString()))
            .Concat(Claims.Select(c => $"{c.Package} {c.Algorithm} {c.Files.Count}"))
            .Concat(Problems.Select(p => p.ToString())));

    private static string Describe(Package package) =>
        $"{package} [{string.Join(',', package.Licenses)}] [{string.Join(',', package.OtherNames)}]";
}
