namespace Skep.Core;

/// <summary>Takes what an inspector saw in one file.</summary>
public interface IFindingSink
{
    void Add(Package package);

    void Add(Distribution distribution);

    void Add(OwnedFiles files);

    void Add(DeclaredLicenses licenses);

    void Add(Sighting sighting);

    void Add(Trait trait);

    void Add(FileDigests digests);

    void Add(ClaimedDigests claims);

    void Add(Problem problem);
}
