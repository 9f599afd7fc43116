using Skep.Core;

namespace Skep.Packages.Versions;

/// <summary>An order of <c>epoch:version-release</c>: distributions differ only in how they order the last
/// two.</summary>
/// <remarks>The epoch decides first, then the version, then the release.</remarks>
internal abstract class EvrVersionOrder : IVersionOrder
{
    public abstract string Id { get; }

    public bool IsValid(ReadOnlySpan<char> version) => TryParse(version, out _);

    public bool TryCompare(ReadOnlySpan<char> left, ReadOnlySpan<char> right, out int order)
    {
        order = 0;
        if (!TryParse(left, out Evr a) || !TryParse(right, out Evr b))
        {
            return false;
        }

        order = DigitRun.Compare(a.Epoch, b.Epoch);
        order = order != 0 ? order : ComparePart(a.Version, b.Version);
        order = order != 0 ? order : ComparePart(a.Release, b.Release);
        return true;
    }

    protected virtual bool TryParse(ReadOnlySpan<char> text, out Evr evr) => Evr.TryParse(text, out evr);

    /// <summary>Orders two versions, or two releases of one version; a missing release is empty.</summary>
    protected abstract int ComparePart(ReadOnlySpan<char> left, ReadOnlySpan<char> right);
}
