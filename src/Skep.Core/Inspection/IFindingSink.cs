namespace Skep.Core;

/// <summary>Takes what an inspector saw in one file.</summary>
public interface IFindingSink
{
    void Add(Package package);

    void Add(Distribution distribution);

    void Add(OwnedFiles files);

    void Add(DeclaredLicenses licenses);

    void Add(Problem problem);
}
