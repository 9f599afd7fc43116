using Skep.Core;

namespace Skep.Engine.Judging;

/// <summary>Turns sightings into findings: each thing once, with its layer, its instruction, and who agrees.</summary>
internal sealed class RuleFindings(ImageInventory inventory, Func<string, string> mask)
{
    private readonly HashSet<string> _altered = [];

    /// <param name="byChecks">What checks said of the image as a whole.</param>
    public IReadOnlyList<RuleFinding> Of(IEnumerable<Sighting> byChecks)
    {
        List<Placed<Sighting>> all = [.. byChecks.Select(Place)];
        _altered.UnionWith(all
            .Where(placed => placed.What.Malware?.Type == MalwareTypes.Tampering)
            .Select(placed => placed.What.Location));
        all.AddRange(inventory.Sightings.Where(placed => !IsExcused(placed)));
        List<RuleFinding> findings = [.. all.GroupBy(KeyOf).SelectMany(Distinct)];
        return [.. EngineAgreement.Merge(findings)
            .OrderByDescending(finding => finding.Severity)
            .ThenBy(finding => finding.Sighting.Rule.Value, StringComparer.Ordinal)
            .ThenBy(finding => finding.Location, StringComparer.Ordinal)
            .ThenBy(finding => finding.Sighting.Subject, StringComparer.Ordinal)
            .ThenBy(finding => finding.Id, StringComparer.Ordinal)];
    }

    private static (RuleId Rule, string Location, string Subject) KeyOf(Placed<Sighting> placed) =>
        (placed.What.Rule, placed.What.Location, placed.What.Subject);

    private bool IsExcused(Placed<Sighting> placed) =>
        placed.What.IsExcusedByOwner && placed.OwnedBy is not null && !_altered.Contains(placed.What.Location);

    private Placed<Sighting> Place(Sighting sighting)
    {
        int? layer = sighting.LayerIndex
            ?? (sighting.HistoryIndex is { } line ? inventory.Configuration?.History[line].LayerIndex : null);
        return new Placed<Sighting>(sighting) { LayerIndex = layer };
    }

    // The same value in several layers is one finding: blamed on the lowest, gone only when gone everywhere.
    private IEnumerable<RuleFinding> Distinct(
        IGrouping<(RuleId Rule, string Location, string Subject), Placed<Sighting>> same)
    {
        int ordinal = 0;
        foreach (IGrouping<string?, Placed<Sighting>> copies in same.GroupBy(placed => placed.What.Fingerprint)
            .OrderBy(copies => copies.Min(copy => copy.What.Evidence is [var first, ..] ? first.Offset : 0))
            .ThenBy(copies => copies.Key, StringComparer.Ordinal))
        {
            Placed<Sighting> first = copies.MinBy(copy => copy.LayerIndex ?? int.MaxValue)!;
            Placed<Sighting> shown = copies.FirstOrDefault(copy => !copy.IsRemoved) ?? first;
            yield return Finding(shown, first.LayerIndex, ++ordinal);
        }
    }

    private RuleFinding Finding(Placed<Sighting> placed, int? layer, int ordinal)
    {
        Sighting sighting = placed.IsRemoved ? Shipped(placed.What) : placed.What;
        return new RuleFinding
        {
            Id = RuleFinding.IdOf(sighting, ordinal),
            Severity = sighting.Severity,
            Sighting = sighting,
            Engines = [sighting.Engine],
            OwnedBy = placed.OwnedBy,
            Layer = layer,
            WasRemoved = placed.IsRemoved,
            Instruction = mask(InstructionOf(sighting, layer)),
            IsFromBase = inventory.Base?.HasInstruction(sighting.HistoryIndex) ?? inventory.Base?.Has(layer),
        };
    }

    // No container shows it any more, but whoever has the image has the layer.
    private static Sighting Shipped(Sighting sighting) => sighting with
    {
        Message = $"{sighting.Message} A later layer deletes the file, which the image still ships.",
        CheckCommand = null,
    };

    private string InstructionOf(Sighting sighting, int? layer) =>
        sighting.HistoryIndex is { } line ? inventory.Configuration?.History[line].Instruction ?? string.Empty
        : layer is { } index && index < inventory.Layers.Count ? inventory.Layers[index].Instruction
        : string.Empty;
}
