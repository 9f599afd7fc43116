using Skep.Core;

namespace Skep.Reports.Json;

/// <summary>A finding that is no vulnerability: a secret, malware, a setting, a licence.</summary>
internal sealed record RuleFindingEntry(string Id, Scanner Scanner, string Rule, Severity Severity, string Title)
{
    public string? Message { get; init; }

    public string? Location { get; init; }

    public string? Subject { get; init; }

    public int? LayerIndex { get; init; }

    public bool IsRemoved { get; init; }

    public string? OwnedBy { get; init; }

    public bool? IsFromBase { get; init; }

    public string? Instruction { get; init; }

    public int? HistoryIndex { get; init; }

    public IReadOnlyList<EvidenceEntry>? Evidence { get; init; }

    public string? Fingerprint { get; init; }

    public MalwareEntry? Malware { get; init; }

    public IReadOnlyList<string>? Engines { get; init; }

    public string? Advice { get; init; }

    public string? CheckCommand { get; init; }

    public IReadOnlyList<string>? References { get; init; }

    /// <summary>What the inspector or check itself said, where the finding was judged otherwise.</summary>
    public SightedEntry? Sighted { get; init; }
}

/// <summary>How a sighting differs from the finding made of it.</summary>
internal sealed record SightedEntry
{
    public Severity? Severity { get; init; }

    public string? Engine { get; init; }

    public int? LayerIndex { get; init; }

    public bool? IsExcusedByOwner { get; init; }
}

/// <summary>A place in a file that shows a finding to be true.</summary>
internal sealed record EvidenceEntry(long Offset, int Length)
{
    public int? Line { get; init; }

    public string? Text { get; init; }
}

/// <summary>What kind of malware.</summary>
internal sealed record MalwareEntry(string Type)
{
    public string? Family { get; init; }
}

/// <summary>A rule's finding that an ignore rule set aside.</summary>
internal sealed record SuppressedRuleFindingEntry(RuleFindingEntry Finding, string Reason, string Source);

/// <summary>What a policy made of the report.</summary>
internal sealed record PolicyEntry(string Policy, string Source, PolicyVerdict Verdict)
{
    public IReadOnlyList<PolicyRuleEntry>? Rules { get; init; }
}

/// <summary>What one rule of the policy made of it.</summary>
internal sealed record PolicyRuleEntry(string Name, string Action, RuleResult Result, string Reason)
{
    public string? Message { get; init; }

    public IReadOnlyList<string>? FindingIds { get; init; }
}

/// <summary>A malware engine, and whether it did its work.</summary>
internal sealed record EngineEntry(string Id, string Title, EngineState State)
{
    public DateTimeOffset? SignaturesOf { get; init; }

    public long? Signatures { get; init; }

    public string? Message { get; init; }
}
