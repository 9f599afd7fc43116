using Skep.Core;

namespace Skep.Packages.Versions;

/// <summary>Composer's order: four numbers or a date, then a stability.</summary>
/// <remarks>
/// Documentation: <see href="https://getcomposer.org/doc/articles/versions.md"/>; normalised and compared as
/// composer/semver and PHP's version_compare do. A named branch (<c>dev-main</c>) has no place among versions
/// and is refused.
/// </remarks>
internal sealed class ComposerVersionOrder : IVersionOrder
{
    public string Id => "composer";

    public bool IsValid(ReadOnlySpan<char> version) => ComposerVersion.TryParse(version, out _);

    public bool TryCompare(ReadOnlySpan<char> left, ReadOnlySpan<char> right, out int order)
    {
        order = 0;
        if (!ComposerVersion.TryParse(left, out ComposerVersion a)
            || !ComposerVersion.TryParse(right, out ComposerVersion b))
        {
            return false;
        }

        do
        {
            order = a.Next(out ReadOnlySpan<char> leftNumber) - b.Next(out ReadOnlySpan<char> rightNumber);
            order = order != 0 ? order : DigitRun.Compare(leftNumber, rightNumber);
        }
        while (order == 0 && !(a.IsAtEnd && b.IsAtEnd));
        return true;
    }
}
