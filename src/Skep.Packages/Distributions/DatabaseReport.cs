using System.Text;
using Skep.Core;

namespace Skep.Packages.Distributions;

/// <summary>Passes on what one package database holds, as far as a real one can go.</summary>
/// <remarks>
/// A database of 24 bytes a record would turn a file into a hundred times its size in memory, and a damaged one has
/// something wrong in every record. Whatever is left out here is said in one last <see cref="Problem"/>.
/// </remarks>
internal sealed class DatabaseReport(EcosystemId ecosystem, LayerPath path, IFindingSink sink)
{
    /// <summary>The longest name, version or licence that is believed. Debian's policy ends far below.</summary>
    public const int MaxText = 4096;

    // All of Debian is 65,000 binary packages.
    private const int MaxPackages = 100_000;

    // A full TeX Live owns 200,000 files.
    private const int MaxOwnedFiles = 1_000_000;

    // Told one by one, and counted before reading on is a waste of time.
    private const int MaxProblems = 20;
    private const int MaxDamage = 10_000;

    private int _packages;
    private int _ownedFiles;
    private int _problems;

    /// <summary>Nothing that follows would be reported: reading may stop.</summary>
    public bool IsFull => _packages > MaxPackages || _problems > MaxDamage;

    /// <summary>A value of the database as text; null when it is empty or absurdly long.</summary>
    public static string? Text(ReadOnlySpan<byte> value)
    {
        value = value.Trim(" \t\r\0"u8);
        return value.IsEmpty || value.Length > MaxText ? null : Encoding.UTF8.GetString(value);
    }

    public void Add(Package package)
    {
        _packages++;
        if (_packages <= MaxPackages)
        {
            sink.Add(package);
        }
        else if (_packages == MaxPackages + 1)
        {
            sink.Add(new Problem(path, $"more than {MaxPackages} packages; the rest was not read"));
        }
    }

    /// <summary>Notes that <paramref name="package"/> owns <paramref name="files"/>.</summary>
    public void Own(string package, OwnedPathList files)
    {
        bool wasFull = _ownedFiles > MaxOwnedFiles;
        _ownedFiles += files.Paths.Count;
        bool isFull = _ownedFiles > MaxOwnedFiles;
        if (!isFull && files.Paths.Count > 0)
        {
            sink.Add(new OwnedFiles(ecosystem, package, files.Paths));
        }

        if (!wasFull && (isFull || files.IsCut))
        {
            Add("not all files that packages own could be read");
        }
    }

    /// <summary>Notes what <paramref name="package"/> says that its programs hash to.</summary>
    public void Claim(string package, ClaimedDigestList digests)
    {
        if (digests.Files.Count > 0)
        {
            sink.Add(new ClaimedDigests(ecosystem, package, digests.Algorithm, digests.Files));
        }
    }

    public void Add(string problem)
    {
        if (_problems < MaxProblems)
        {
            sink.Add(new Problem(path, problem));
        }
        else if (_problems == MaxProblems)
        {
            sink.Add(new Problem(path, $"more than {MaxProblems} problems; the rest is left out"));
        }

        _problems++;
    }
}
