using System.Globalization;
using Skep.Compliance.Dockerfiles;
using Skep.Core;

namespace Skep.Compliance.Build;

/// <summary>Turns hits into sightings with their lines, each with a subject of its own.</summary>
internal static class BuildSightings
{
    public static LinedSighting Of(BuildHit hit)
    {
        string text = Readable.Of(hit);
        Sighting sighting = hit.Rule.Sight(hit.Message) with
        {
            Severity = hit.Severity ?? hit.Rule.Severity,
            Subject = Readable.Of(hit.Subject),
            HistoryIndex = hit.At.HistoryIndex,
            LayerIndex = hit.At.LayerIndex,
            Evidence = [new Evidence(0, text.Length, hit.Line, text)],
        };
        return new LinedSighting(sighting, hit.Line, Readable.Of(hit.At));
    }

    public static LinedSighting At(Sighting sighting, Instruction at)
    {
        string text = Readable.Of(at);
        return new LinedSighting(
            sighting with { Evidence = [new Evidence(0, text.Length, at.Line, text)] }, at.Line, text);
    }

    /// <summary>The same rule may say the same of two instructions: the later ones are counted.</summary>
    public static IEnumerable<LinedSighting> Numbered(IEnumerable<LinedSighting> sightings)
    {
        var counts = new Dictionary<(RuleId, string), int>();
        foreach (LinedSighting lined in sightings)
        {
            (RuleId Rule, string Subject) key = (lined.Sighting.Rule, lined.Sighting.Subject);
            int count = counts[key] = counts.GetValueOrDefault(key) + 1;
            string number = count.ToString(CultureInfo.InvariantCulture);
            yield return count == 1
                ? lined
                : lined with { Sighting = lined.Sighting with { Subject = $"{key.Subject} #{number}".TrimStart() } };
        }
    }
}

/// <summary>A sighting and where it stands.</summary>
/// <param name="Line">0 in a history, and for what stands nowhere.</param>
/// <param name="Instruction">For readers, secrets masked.</param>
internal sealed record LinedSighting(Sighting Sighting, int Line, string Instruction);
