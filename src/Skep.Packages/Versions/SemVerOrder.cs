using Skep.Core;

namespace Skep.Packages.Versions;

/// <summary>
/// Semantic Versioning, read as leniently as npm does; also cargo's, Hex's, Swift's and Bitnami's order.
/// </summary>
/// <remarks>Specification: <see href="https://semver.org/#spec-item-11"/>. Build metadata does not count.</remarks>
internal sealed class SemVerOrder : IVersionOrder
{
    public string Id => "semver";

    public bool IsValid(ReadOnlySpan<char> version) => SemVerText.TryParse(version, out _);

    public bool TryCompare(ReadOnlySpan<char> left, ReadOnlySpan<char> right, out int order)
    {
        order = 0;
        if (!SemVerText.TryParse(left, out SemVerText a) || !SemVerText.TryParse(right, out SemVerText b))
        {
            return false;
        }

        order = DigitRun.CompareDotted(a.Core, b.Core);
        order = order != 0 ? order
            : SemVerText.ComparePreRelease(a.PreRelease, b.PreRelease, StringComparison.Ordinal);
        return true;
    }
}
