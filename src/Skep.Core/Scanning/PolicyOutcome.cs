namespace Skep.Core;

/// <summary>What a policy says of an image.</summary>
public enum PolicyVerdict
{
    Passed,

    /// <summary>Something is amiss that blocks nothing.</summary>
    Warned,

    /// <summary>
    /// Nothing seen breaks the policy, but not everything could be judged. Never to be shown as passed.
    /// </summary>
    CouldNotJudge,

    Blocked,
}

/// <summary>What came of one rule.</summary>
public enum RuleResult
{
    Passed,

    Violated,

    /// <summary>What the rule asks about could not be looked at.</summary>
    CouldNotJudge,

    /// <summary>The rule is not about this image.</summary>
    NotApplicable,
}

/// <summary>What a policy made of a report, rule by rule: enough to repeat the decision by hand.</summary>
/// <param name="Policy">The policy's name.</param>
/// <param name="Source">The file it stands in, or <c>built in</c>.</param>
public sealed record PolicyOutcome(string Policy, string Source, PolicyVerdict Verdict)
{
    /// <summary>Every rule, passed ones too, in the policy's order.</summary>
    public IReadOnlyList<RuleOutcome> Rules { get; init; } = [];
}

/// <summary>What one rule of a policy made of a report.</summary>
/// <param name="Name">The rule's name in the policy.</param>
/// <param name="Action"><c>allow</c>, <c>warn</c> or <c>block</c>.</param>
/// <param name="Reason">One sentence: what was compared with what.</param>
public sealed record RuleOutcome(string Name, string Action, RuleResult Result, string Reason)
{
    /// <summary>What the policy's author wants developers to read.</summary>
    public string Message { get; init; } = string.Empty;

    /// <summary>The findings it is about.</summary>
    public IReadOnlyList<string> FindingIds { get; init; } = [];
}
