using Skep.Core;
using Skep.Policy.Criteria;

namespace Skep.Policy.Rules;

/// <summary>Which images a rule is about: all of the conditions, one pattern of each.</summary>
internal sealed record PolicyScope
{
    /// <summary>Patterns over names; empty is every image.</summary>
    public IReadOnlyList<PathGlob> Images { get; init; } = [];

    public IReadOnlyList<PathGlob> Except { get; init; } = [];

    public IReadOnlyList<string> Registries { get; init; } = [];

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    public bool IsEverything => Images.Count + Except.Count + Registries.Count + Labels.Count == 0;

    public bool IsAbout(PolicyFacts facts) =>
        (Images.Count == 0 || Images.Any(facts.Names.Match))
        && !Except.Any(facts.Names.Match)
        && (Registries.Count == 0 || Registries.Any(facts.Names.IsInRegistry))
        && Labels.All(pair => facts.Labels.TryGetValue(pair.Key, out string? value)
            && TextGlob.Matches(pair.Value, value));
}
