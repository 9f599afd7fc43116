using Skep.Core;

namespace Skep.Policy.Criteria;

/// <summary>One line under a rule's <c>when</c>.</summary>
/// <param name="Words">As it is shown in reasons: <c>severity &gt;= high</c>.</param>
internal abstract record Criterion(string Words);

/// <summary>What a criterion selects.</summary>
internal enum ThingKind
{
    /// <summary>Findings, or packages where the rule asks for packages.</summary>
    Either,
    Finding,
    Package,
}

/// <summary>Selects findings or packages.</summary>
internal sealed record ThingTest(string Words, ThingKind Kind, Func<Thing, bool> Holds) : Criterion(Words)
{
    /// <summary>The scanners that find such things; empty where any may.</summary>
    public IReadOnlyList<Scanner> Scanners { get; init; } = [];

    /// <summary>The rule's author named them.</summary>
    public bool NamesScanners { get; init; }

    /// <summary>Also selects what a later layer removed.</summary>
    public bool SeesRemoved { get; init; }
}

/// <summary>Asks something of the image as a whole.</summary>
internal sealed record ImageTest(string Words, Func<PolicyFacts, Answer> Ask) : Criterion(Words);
