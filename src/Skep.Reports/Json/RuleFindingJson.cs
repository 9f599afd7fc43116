using Skep.Core;
using static Skep.Reports.Json.Members;

namespace Skep.Reports.Json;

/// <summary>Findings of rules, engines and policies on their way into the document and back.</summary>
internal static class RuleFindingJson
{
    public static RuleFindingEntry Entry(RuleFinding finding)
    {
        Sighting sighting = finding.Sighting;
        return new RuleFindingEntry(
            finding.Id, sighting.Scanner, sighting.Rule.Value ?? string.Empty, finding.Severity, sighting.Title)
        {
            Message = Given(sighting.Message),
            Location = Given(sighting.Location),
            Subject = Given(sighting.Subject),
            LayerIndex = finding.Layer,
            IsRemoved = finding.WasRemoved,
            OwnedBy = finding.OwnedBy,
            IsFromBase = finding.IsFromBase,
            Instruction = Given(finding.Instruction),
            HistoryIndex = sighting.HistoryIndex,
            Evidence = List(sighting.Evidence, e => new EvidenceEntry(e.Offset, e.Length)
            {
                Line = e.Line == 0 ? null : e.Line,
                Text = Given(e.Text),
            }),
            Fingerprint = sighting.Fingerprint,
            Malware = sighting.Malware is { } malware
                ? new MalwareEntry(malware.Type) { Family = malware.Family }
                : null,
            Engines = List(finding.Engines),
            Advice = Given(sighting.Advice),
            CheckCommand = sighting.CheckCommand,
            References = List(sighting.References),
            Sighted = Sighted(finding),
        };
    }

    public static RuleFinding Finding(RuleFindingEntry entry) => new()
    {
        Id = entry.Id,
        Severity = entry.Severity,
        IsFromBase = entry.IsFromBase,
        Engines = Whole(entry.Engines),
        OwnedBy = entry.OwnedBy,
        Layer = entry.LayerIndex,
        WasRemoved = entry.IsRemoved,
        Instruction = entry.Instruction ?? string.Empty,
        Sighting = new Sighting(
            entry.Scanner, new RuleId(entry.Rule), entry.Sighted?.Severity ?? entry.Severity, entry.Title)
        {
            Message = entry.Message ?? string.Empty,
            Location = entry.Location ?? string.Empty,
            Subject = entry.Subject ?? string.Empty,
            Evidence = [.. Whole(entry.Evidence).Select(
                e => new Evidence(e.Offset, e.Length, e.Line ?? 0, e.Text ?? string.Empty))],
            Fingerprint = entry.Fingerprint,
            Malware = entry.Malware is { } malware ? new MalwareClass(malware.Type, malware.Family) : null,
            Engine = entry.Sighted?.Engine ?? FirstEngine(Whole(entry.Engines)),
            Advice = entry.Advice ?? string.Empty,
            CheckCommand = entry.CheckCommand,
            References = Whole(entry.References),
            IsExcusedByOwner = entry.Sighted?.IsExcusedByOwner ?? false,
            LayerIndex = entry.Sighted?.LayerIndex,
            HistoryIndex = entry.HistoryIndex,
        },
    };

    public static PolicyEntry Entry(PolicyOutcome outcome) => new(outcome.Policy, outcome.Source, outcome.Verdict)
    {
        Rules = List(outcome.Rules, rule => new PolicyRuleEntry(rule.Name, rule.Action, rule.Result, rule.Reason)
        {
            Message = Given(rule.Message),
            FindingIds = List(rule.FindingIds),
        }),
    };

    public static PolicyOutcome Outcome(PolicyEntry entry) => new(entry.Policy, entry.Source, entry.Verdict)
    {
        Rules = [.. Whole(entry.Rules).Select(rule => new RuleOutcome(rule.Name, rule.Action, rule.Result, rule.Reason)
        {
            Message = rule.Message ?? string.Empty,
            FindingIds = Whole(rule.FindingIds),
        })],
    };

    public static EngineEntry Entry(EngineCoverage engine) => new(engine.Id, engine.Title, engine.State)
    {
        SignaturesOf = engine.SignaturesOf,
        Signatures = engine.Signatures,
        Message = engine.Message,
    };

    public static EngineCoverage Engine(EngineEntry entry) => new(entry.Id, entry.Title, entry.State)
    {
        SignaturesOf = entry.SignaturesOf,
        Signatures = entry.Signatures,
        Message = entry.Message,
    };

    private static SightedEntry? Sighted(RuleFinding finding)
    {
        Sighting sighting = finding.Sighting;
        var entry = new SightedEntry
        {
            Severity = sighting.Severity == finding.Severity ? null : sighting.Severity,
            Engine = sighting.Engine == FirstEngine(finding.Engines) ? null : sighting.Engine,
            LayerIndex = sighting.LayerIndex,
            IsExcusedByOwner = sighting.IsExcusedByOwner ? true : null,
        };
        return entry == new SightedEntry() ? null : entry;
    }

    private static string FirstEngine(IReadOnlyList<string> engines) => engines.Count > 0 ? engines[0] : "skep";
}
