using Skep.Core;
using Skep.Policy.Criteria;

namespace Skep.Policy.Rules;

/// <summary>What follows when a rule's criteria hold.</summary>
internal enum RuleAction
{
    /// <summary>Later rules do not see what it is about.</summary>
    Allow,
    Warn,
    Block,
}

/// <summary>What follows when what a rule asks about could not be looked at.</summary>
internal enum WhenUnknown
{
    CouldNotJudge,

    /// <summary>As if the criteria held.</summary>
    Violated,

    /// <summary>The rule is passed over.</summary>
    Skip,
}

/// <summary>One rule of a policy.</summary>
internal sealed record PolicyRule(string Name, RuleAction Action)
{
    /// <summary>What developers read when it is violated.</summary>
    public string Message { get; init; } = string.Empty;

    public PolicyScope Scope { get; init; } = new();

    /// <summary>What must have been looked at for the rule to be passed.</summary>
    public CoverageDemand? Requires { get; init; }

    public IReadOnlyList<ThingTest> Things { get; init; } = [];

    public IReadOnlyList<ImageTest> Images { get; init; } = [];

    /// <summary>How many findings or packages are let through.</summary>
    public int MoreThan { get; init; }

    public Grace? Grace { get; init; }

    public WhenUnknown IfUnknown { get; init; }

    /// <summary>Packages are asked about, and no findings. What is allowed are always findings.</summary>
    public bool IsAboutPackages =>
        Action != RuleAction.Allow
        && Things.Any(test => test.Kind == ThingKind.Package)
        && Things.All(test => test.Kind != ThingKind.Finding);

    public bool SeesRemoved => Things.Any(test => test.SeesRemoved);

    /// <summary>The scanners whose findings it is about: those it names, else those its criteria are of.</summary>
    public IReadOnlyList<Scanner> Scanners =>
        Things.FirstOrDefault(test => test.NamesScanners)?.Scanners
        ?? [.. Things.SelectMany(test => test.Scanners).Distinct()];
}

/// <summary>Since when somebody has had time to mend something.</summary>
internal enum GraceSince
{
    Publication,
    Fix,
}

/// <summary>The days for which a finding does not count yet.</summary>
internal sealed record Grace(int Days, GraceSince Since)
{
    /// <summary>Without a date there is no grace.</summary>
    public bool Covers(Thing thing)
    {
        double? days = Since == GraceSince.Fix
            ? VulnerabilityTerms.DaysSinceFix(thing)
            : VulnerabilityTerms.DaysSincePublished(thing);
        return days < Days;
    }
}
