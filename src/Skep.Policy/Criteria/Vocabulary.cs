using System.Collections.Frozen;

namespace Skep.Policy.Criteria;

/// <summary>Every name that may stand under a rule's <c>when</c>.</summary>
internal static class Vocabulary
{
    public static FrozenDictionary<string, Term> Terms { get; } =
        FindingTerms.All.Concat(VulnerabilityTerms.All).Concat(ImageTerms.All).Concat(BuildTerms.All)
            .ToFrozenDictionary(term => term.Name, StringComparer.Ordinal);
}
