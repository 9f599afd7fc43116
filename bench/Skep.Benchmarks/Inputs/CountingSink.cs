using Skep.Core;

namespace Skep.Benchmarks.Inputs;

/// <summary>Takes findings and keeps only their number, so that a benchmark measures the inspector.</summary>
internal sealed class CountingSink : IFindingSink
{
    public int Packages { get; private set; }

    public int Problems { get; private set; }

    public void Add(Package package) => Packages++;

    public void Add(Distribution distribution)
    {
    }

    public void Add(OwnedFiles files)
    {
    }

    public void Add(DeclaredLicenses licenses)
    {
    }

    public void Add(Sighting sighting)
    {
    }

    public void Add(Trait trait)
    {
    }

    public void Add(FileDigests digests)
    {
    }

    public void Add(ClaimedDigests claims)
    {
    }

    public void Add(Problem problem) => Problems++;
}
