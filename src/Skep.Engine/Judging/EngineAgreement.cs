using Skep.Core;

namespace Skep.Engine.Judging;

/// <summary>Merges what several malware engines say of one file.</summary>
/// <remarks>
/// Engines with signatures (ClamAV, YARA, hash sets) name the same thing in their own words: they make one finding, the
/// gravest word standing for all. Skep's own inspectors say different things of a file, each a finding; those list the
/// engines that flag the file as well.
/// </remarks>
internal static class EngineAgreement
{
    private const string Own = "skep";
    private const int MaxEvidence = 20;

    public static IEnumerable<RuleFinding> Merge(IReadOnlyList<RuleFinding> findings)
    {
        ILookup<string, RuleFinding> flagged = findings
            .Where(finding => finding.Scanner == Scanner.Malware && finding.Location.Length > 0)
            .ToLookup(finding => finding.Location, StringComparer.Ordinal);
        foreach (RuleFinding finding in findings)
        {
            RuleFinding[] all = finding.Scanner == Scanner.Malware && finding.Location.Length > 0
                ? [.. flagged[finding.Location]]
                : [finding];
            string[] engines = [.. all.Select(other => other.Sighting.Engine).Distinct().Order(StringComparer.Ordinal)];
            if (finding.Sighting.Engine == Own)
            {
                yield return finding with { Engines = engines };
                continue;
            }

            RuleFinding[] signatures =
            [
                .. all.Where(other => other.Sighting.Engine != Own).OrderByDescending(other => other.Severity)
                    .ThenBy(other => other.Sighting.Rule.Value, StringComparer.Ordinal)
                    .ThenBy(other => other.Id, StringComparer.Ordinal),
            ];
            if (signatures[0] == finding)
            {
                yield return One(signatures) with { Engines = engines };
            }
        }
    }

    private static RuleFinding One(RuleFinding[] same)
    {
        RuleFinding first = same[0];
        string[] others =
            [.. same.Skip(1).Select(other => $"{other.Sighting.Engine}: {Name(other.Sighting)}").Distinct()];
        return others.Length == 0
            ? first
            : first with
            {
                Sighting = first.Sighting with
                {
                    Message = $"{first.Sighting.Message} Also {string.Join(", ", others)}.".Trim(),
                    Evidence = [.. same.SelectMany(other => other.Sighting.Evidence).Distinct().Take(MaxEvidence)],
                },
            };
    }

    private static string Name(Sighting sighting) =>
        sighting.Subject.Length > 0 ? sighting.Subject : sighting.Rule.Value;
}
