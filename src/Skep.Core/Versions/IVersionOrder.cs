namespace Skep.Core;

/// <summary>How the versions of one ecosystem order.</summary>
/// <remarks>
/// A total order on the versions it accepts. A text it does not accept is never silently "equal" or "lower":
/// the caller must say that it could not judge.
/// </remarks>
public interface IVersionOrder
{
    /// <summary>The scheme's name, as in VERS: <c>deb</c>, <c>rpm</c>, <c>semver</c>, <c>pypi</c>.</summary>
    string Id { get; }

    /// <summary>Whether <paramref name="version"/> is a version of this scheme.</summary>
    bool IsValid(ReadOnlySpan<char> version);

    /// <summary>Compares two valid versions: negative, zero or positive.</summary>
    /// <returns>False when either is not a version of this scheme; <paramref name="order"/> is then 0.</returns>
    bool TryCompare(ReadOnlySpan<char> left, ReadOnlySpan<char> right, out int order);
}
