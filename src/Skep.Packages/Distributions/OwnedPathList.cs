using System.Text;
using Skep.Core;

namespace Skep.Packages.Distributions;

/// <summary>Collects the files of one package, as far as a real package can go.</summary>
/// <remarks>
/// Databases write a directory once and then many names: a small hostile file could unfold to gigabytes of paths.
/// </remarks>
internal sealed class OwnedPathList
{
    // The longest path Linux accepts.
    private const int MaxPath = 4096;
    private const int OnStack = 256;

    // A full TeX Live owns 200,000 files in all its packages together.
    private const int MaxFiles = 500_000;
    private const int MaxCharacters = 32 * 1024 * 1024;

    private readonly List<LayerPath> _paths = [];
    private int _characters;

    public IReadOnlyList<LayerPath> Paths => _paths;

    /// <summary>Whether files were left out, because of the limits or because they make no sense.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Nothing more will be taken.</summary>
    public bool IsFull => _paths.Count == MaxFiles || _characters > MaxCharacters;

    /// <summary>A directory or path as text; what is too long for one becomes empty.</summary>
    public static string Text(ReadOnlySpan<byte> path) =>
        path.Length > MaxPath ? string.Empty : Encoding.UTF8.GetString(path);

    /// <summary>Adds the file <paramref name="name"/> of <paramref name="directory"/>, which may be empty.</summary>
    public void Add(string directory, ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
        {
            return;
        }

        if (IsFull || directory.Length > MaxPath - Math.Min(name.Length, MaxPath + 1))
        {
            LeaveOut();
            return;
        }

        // Nearly all paths fit the small buffer, which costs less to clear.
        int most = directory.Length + name.Length;
        Span<char> path = most <= OnStack ? stackalloc char[OnStack] : new char[most];
        directory.CopyTo(path);
        int length = directory.Length + Encoding.UTF8.GetChars(name, path[directory.Length..]);
        LayerPath parsed = LayerPath.Parse(path[..length].ToString());
        if (!parsed.IsRoot)
        {
            _characters += length;
            _paths.Add(parsed);
        }
    }

    /// <summary>Notes that there is a file which could not be added.</summary>
    public void LeaveOut() => IsCut = true;

    /// <summary>Takes back the last file: it turned out to be a directory.</summary>
    public void RemoveLast()
    {
        if (_paths.Count > 0)
        {
            _paths.RemoveAt(_paths.Count - 1);
        }
    }
}
