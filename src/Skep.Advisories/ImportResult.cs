using Skep.Advisories.Compile;
using Skep.Core;

namespace Skep.Advisories;

/// <summary>What an import read.</summary>
/// <param name="Parts">The parts of feeds that were replaced or added to. None means that the database was left as it
/// was.</param>
/// <param name="Files">How many files were recognised, those in archives counted one by one.</param>
/// <param name="Problems">What could not be read, at most a thousand.</param>
public sealed record ImportResult(IReadOnlyList<ImportedPart> Parts, int Files, IReadOnlyList<Problem> Problems)
{
    /// <summary>How many problems there were in all.</summary>
    public int ProblemCount { get; init; }

    /// <summary>
    /// A file was damaged or cut off: what was read of it was added, and what it should have replaced is still there.
    /// </summary>
    public bool IsPartial { get; init; }

    /// <summary>
    /// Files that are in no feed's format; an archive that holds several of them, and how many, in their place.
    /// </summary>
    public IReadOnlyDictionary<string, int> Unrecognised { get; init; } = new Dictionary<string, int>();

    /// <summary>Folders of samples and test data that were passed over.</summary>
    public IReadOnlyList<string> Skipped { get; init; } = [];
}

/// <summary>How far an import is.</summary>
/// <param name="Feed">Whose files are read, or that the database is written.</param>
public sealed record ImportProgress(int Files, string Path, string Feed);
