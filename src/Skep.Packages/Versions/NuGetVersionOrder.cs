using Skep.Core;

namespace Skep.Packages.Versions;

/// <summary>NuGet's order: up to four numbers, and pre-release labels without regard to case.</summary>
/// <remarks>
/// Specification: <see href="https://learn.microsoft.com/nuget/concepts/package-versioning"/>. Build metadata
/// does not count.
/// </remarks>
internal sealed class NuGetVersionOrder : IVersionOrder
{
    private const int MaxNumbers = 4;

    public string Id => "nuget";

    public bool IsValid(ReadOnlySpan<char> version) => TryParse(version, out _);

    public bool TryCompare(ReadOnlySpan<char> left, ReadOnlySpan<char> right, out int order)
    {
        order = 0;
        if (!TryParse(left, out SemVerText a) || !TryParse(right, out SemVerText b))
        {
            return false;
        }

        order = DigitRun.CompareDotted(a.Core, b.Core);
        order = order != 0 ? order
            : SemVerText.ComparePreRelease(a.PreRelease, b.PreRelease, StringComparison.OrdinalIgnoreCase);
        return true;
    }

    private static bool TryParse(ReadOnlySpan<char> text, out SemVerText version) =>
        SemVerText.TryParse(text, out version)
        && char.IsAsciiDigit(text[0])
        && !version.IsGlued
        && version.Core.Count('.') < MaxNumbers;
}
