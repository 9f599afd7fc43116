using Skep.Core;

namespace Skep.Compliance.Rules;

/// <summary>One thing that is judged: what all findings of it have in common.</summary>
/// <param name="Id">Path-like and stable: <c>config/user/root</c>.</param>
internal sealed record ConfigRule(string Id, Severity Severity, string Title)
{
    /// <summary>Why it matters, in a sentence or two.</summary>
    public required string Description { get; init; }

    /// <summary>What to do about it, in the imperative.</summary>
    public required string Advice { get; init; }

    /// <summary>Benchmarks, and what other tools call the same.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    public Scanner Scanner { get; init; } = Scanner.Config;

    public Sighting Sight(string message) => new(Scanner, new RuleId(Id), Severity, Title)
    {
        Message = message,
        Advice = Advice,
        References = References,
    };
}
