using System.Diagnostics.CodeAnalysis;

namespace Skep.Packages.Npm;

/// <summary>The names npm accepts, the old ones included: capitals were allowed once.</summary>
internal static class NpmName
{
    // The registry's limit.
    private const int MaxLength = 214;

    public static bool IsValid([NotNullWhen(true)] string? name)
    {
        if (string.IsNullOrEmpty(name) || name.Length > MaxLength)
        {
            return false;
        }

        foreach (char c in name)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                return false;
            }
        }

        return true;
    }
}
