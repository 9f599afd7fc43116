using Skep.Core;

namespace Skep.Packages.Formats;

/// <summary>What one lock file or manifest asks for: every package and version once, in the file's order.</summary>
/// <remarks>A package is for development only when nothing in the file needs it otherwise.</remarks>
internal sealed class DeclaredPackages(EcosystemId ecosystem)
{
    // Ten times the largest lock file seen.
    private const int MaxPackages = 200_000;
    private const int MaxName = 512;
    private const int MaxVersion = 256;

    private readonly OrderedDictionary<(string Name, string Version), bool> _found = [];
    private int _refused;

    /// <summary>What the file makes of all its packages alike.</summary>
    public string? Note { get; init; }

    /// <summary>Takes note of a package; one whose name or version is missing or absurd is counted as unread.</summary>
    public void Add(string? name, string? version, bool isDevelopment = false)
    {
        if (!IsWord(name, MaxName) || !IsWord(version, MaxVersion) || _found.Count >= MaxPackages)
        {
            _refused++;
            return;
        }

        (string, string) key = (name!, version!);
        _found[key] = isDevelopment && (!_found.TryGetValue(key, out bool before) || before);
    }

    public void Report(FileView file, IFindingSink sink)
    {
        foreach (((string name, string version), bool isDevelopment) in _found)
        {
            sink.Add(new Package(ecosystem, name, version)
            {
                Evidence = PackageEvidence.Declared,
                IsDevelopment = isDevelopment,
                Note = Note,
            });
        }

        if (_refused > 0)
        {
            sink.Add(new Problem(file.Path, $"{_refused} entries without a readable name and version"));
        }
    }

    private static bool IsWord(string? text, int maxLength) =>
        text is { Length: > 0 }
        && text.Length <= maxLength
        && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
}
