using Skep.Core;

namespace Skep.Packages.Versions;

/// <summary>Python's order, PEP 440, with all spellings it normalises.</summary>
/// <remarks>
/// Specification: <see href="https://packaging.python.org/specifications/version-specifiers/"/>. Versions
/// older than that specification (<c>2004d</c>) have no order and are refused, as pip refuses them.
/// </remarks>
internal sealed class PythonVersionOrder : IVersionOrder
{
    public string Id => "pypi";

    public bool IsValid(ReadOnlySpan<char> version) => PythonVersion.TryParse(version, out _);

    public bool TryCompare(ReadOnlySpan<char> left, ReadOnlySpan<char> right, out int order)
    {
        order = 0;
        if (!PythonVersion.TryParse(left, out PythonVersion a) || !PythonVersion.TryParse(right, out PythonVersion b))
        {
            return false;
        }

        order = DigitRun.Compare(a.Epoch, b.Epoch);
        order = order != 0 ? order : DigitRun.CompareDotted(a.Release, b.Release);
        order = order != 0 ? order : a.Phase - b.Phase;
        order = order != 0 ? order : DigitRun.Compare(a.PreNumber, b.PreNumber);
        order = order != 0 ? order : CompareOptional(a.HasPost, a.PostNumber, b.HasPost, b.PostNumber);

        // A development release precedes what it develops, so here having none is the newer.
        order = order != 0 ? order : CompareOptional(!a.HasDev, a.DevNumber, !b.HasDev, b.DevNumber);
        order = order != 0 ? order : CompareLocal(a.Local, b.Local);
        return true;
    }

    private static int CompareOptional(
        bool leftIsNewer, ReadOnlySpan<char> left, bool rightIsNewer, ReadOnlySpan<char> right) =>
        leftIsNewer != rightIsNewer ? (leftIsNewer ? 1 : -1) : DigitRun.Compare(left, right);

    // Numbers are newer than words, and a longer label is newer than its own beginning.
    private static int CompareLocal(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (!left.IsEmpty && !right.IsEmpty)
        {
            ReadOnlySpan<char> a = NextLocal(ref left);
            ReadOnlySpan<char> b = NextLocal(ref right);
            bool leftIsNumber = DigitRun.Length(a) == a.Length;
            bool rightIsNumber = DigitRun.Length(b) == b.Length;
            int order = leftIsNumber != rightIsNumber ? (leftIsNumber ? 1 : -1)
                : leftIsNumber ? DigitRun.Compare(a, b)
                : a.CompareTo(b, StringComparison.OrdinalIgnoreCase);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length - right.Length;
    }

    private static ReadOnlySpan<char> NextLocal(scoped ref ReadOnlySpan<char> rest)
    {
        int end = rest.IndexOfAny('.', '-', '_');
        ReadOnlySpan<char> part = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 1)..];
        return part;
    }
}
