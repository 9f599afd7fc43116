using Skep.Core;
using Skep.Packages.Versions;

namespace Skep.Packages.Sboms;

/// <summary>
/// Bitnami's order: Semantic Versioning, but a number behind a dash is a later revision of the same release.
/// </summary>
/// <remarks>
/// <c>7.0.11-3</c> follows <c>7.0.11</c>, which Semantic Versioning would read as a pre-release before it.
/// </remarks>
internal sealed class BitnamiVersionOrder : IVersionOrder
{
    private static readonly SemVerOrder Release = new();

    public string Id => "bitnami";

    public bool IsValid(ReadOnlySpan<char> version) => Release.IsValid(Split(version, out _));

    public bool TryCompare(ReadOnlySpan<char> left, ReadOnlySpan<char> right, out int order)
    {
        bool comparable = Release.TryCompare(Split(left, out var a), Split(right, out var b), out order);
        order = order != 0 || !comparable ? order
            : a.Length != b.Length ? a.Length.CompareTo(b.Length)
            : a.SequenceCompareTo(b);
        return comparable;
    }

    // A revision is digits alone; its leading zeros do not count, so that length orders before digits do.
    private static ReadOnlySpan<char> Split(ReadOnlySpan<char> version, out ReadOnlySpan<char> revision)
    {
        int dash = version.LastIndexOf('-');
        revision = dash < 0 ? default : version[(dash + 1)..];
        if (revision.IsEmpty || revision.ContainsAnyExceptInRange('0', '9'))
        {
            revision = default;
            return version;
        }

        revision = revision.TrimStart('0');
        return version[..dash];
    }
}
