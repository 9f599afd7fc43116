using Skep.Core;

namespace Skep.Advisories.Match;

/// <summary>Keeps apart rpm packages of different module streams, whose versions must not be compared.</summary>
internal static class ModuleCheck
{
    /// <summary>
    /// Whether a rule about <paramref name="module"/> and <paramref name="bound"/> may judge
    /// <paramref name="package"/>.
    /// </summary>
    /// <param name="module">As <c>nodejs:18</c>; empty when the rule names none.</param>
    /// <param name="bound">The rule's fixed version, whose release says <c>.module_el8</c> when it was built in a
    /// module.</param>
    public static bool Applies(string module, string? bound, Package package)
    {
        bool ruleIsModular = module.Length > 0 || IsModular(bound);
        bool packageIsModular = package.ModuleLabel is { Length: > 0 } || IsModular(package.Version);
        if (ruleIsModular != packageIsModular)
        {
            // A rule without a bound says nothing about where it was built.
            return bound is null && module.Length == 0;
        }

        return module.Length == 0 || package.ModuleLabel is not { Length: > 0 } label || StreamOf(label) == module;
    }

    private static bool IsModular(string? version) => version?.Contains(".module", StringComparison.Ordinal) == true;

    // "nodejs:18:8090020240101:abc" is of the stream "nodejs:18".
    private static string StreamOf(string label)
    {
        int first = label.IndexOf(':');
        int second = first < 0 ? -1 : label.IndexOf(':', first + 1);
        return second < 0 ? label : label[..second];
    }
}
