using System.Reflection;
using Skep.Advisories;
using Skep.Compliance;
using Skep.Core;
using Skep.Engine.Judging;

namespace Skep.Engine;

/// <summary>Turns an inventory into a report: judged packages, and how much could be judged.</summary>
internal sealed class ReportBuilder(Detectors detectors, TimeProvider time)
{
    private static readonly string Version =
        typeof(ReportBuilder).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "0";

    // Enough to see what they are; an image full of them names its directories here.
    private const int MaxUnknownPaths = 100;

    // A layer may have something wrong in every entry.
    private const int MaxDamageGaps = 5;

    // The database behind the matcher serves one thread at a time, and several images may be done at once.
    private readonly Lock _matching = new();

    /// <param name="gap">What could not be fetched for the image.</param>
    public ScanReport Build(
        VulnerabilityMatcher matcher, ImageContents contents, CoverageGap? gap, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        ImageInventory inventory = contents.Inventory;
        bool isMatched = detectors.Scanners.Contains(Scanner.Vuln);
        MatchResult match;
        lock (_matching)
        {
            // The end of life of a release is asked for whatever is looked for.
            match = matcher.Match(
                isMatched ? inventory : inventory with { Packages = [] }, now, cancellationToken);
        }

        IEnumerable<IImageCheck> upkeep = detectors.Scanners.Contains(Scanner.Config)
            ? Checks.OfUpkeep(now, match.EndOfLife, match.Findings)
            : [];
        IEnumerable<Sighting> checks =
            detectors.ImageChecks.Concat(upkeep).SelectMany(check => check.Check(inventory, contents.Files));
        IReadOnlyList<RuleFinding> findings = new RuleFindings(inventory, detectors.Mask.Mask).Of(checks);
        IReadOnlyList<EngineCoverage> engines = detectors.Coverage;
        inventory = ConfigurationMask.Apply(inventory, detectors.Mask) with
        {
            Problems = [.. inventory.Problems, .. match.Problems],
        };
        return InheritedFindings.SetAside(new ScanReport
        {
            SkepVersion = Version.Split('+')[0],
            CreatedAt = now,
            Inventory = inventory,
            Vulnerabilities = isMatched ? [.. match.Findings.Select(f => f with
            {
                IsFromBase = inventory.Base?.Has(f.LayerIndex),
            })] : [],
            Findings = findings,
            Coverage = new Coverage
            {
                Files = inventory.Layers.Sum(layer => layer.Statistics.Files),
                Bytes = inventory.Layers.Sum(layer => layer.Statistics.Bytes),
                Packages = Count(inventory),
                UnknownBinaries = inventory.UnknownBinaries.Count,
                UnknownBinaryPaths =
                    [.. inventory.UnknownBinaries.Take(MaxUnknownPaths).Select(path => path.ToString())],
                Scanners = [.. detectors.Scanners.Order()],
                Engines = engines,
                Feeds = isMatched ? match.Feeds : [],
                StarterSetOnly = isMatched && match.StarterSetOnly,
                EndOfLife = match.EndOfLife,
                IsEndOfLife = match.IsEndOfLife,
                Gaps =
                [
                    .. UnreadGaps(inventory),
                    .. isMatched ? match.Gaps : [],
                    .. isMatched && gap is not null ? new[] { gap } : [],
                    .. engines.Where(engine => engine.State == EngineState.Failed).Select(EngineGap),
                ],
            },
        });
    }

    private static CoverageGap EngineGap(EngineCoverage engine) => new(
        CoverageGap.Engine + engine.Id,
        $"{engine.Title} did not judge everything: {engine.Message ?? "it failed"}",
        "see docs/operating/malware.md");

    private static Dictionary<string, int> Count(ImageInventory inventory) => inventory.Packages
        .Where(package => !package.IsRemoved)
        .GroupBy(package => package.Package.Ecosystem.Value, StringComparer.Ordinal)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    private static IEnumerable<CoverageGap> UnreadGaps(ImageInventory inventory)
    {
        // What is wrong with the image itself names no file.
        string[] damage = [.. inventory.Problems.Where(p => p.Location.Length == 0).Select(p => p.Message)];
        foreach (string message in damage.Take(MaxDamageGaps))
        {
            yield return new CoverageGap(CoverageGap.ImageDamaged, message);
        }

        if (damage.Length > MaxDamageGaps)
        {
            yield return new CoverageGap(
                CoverageGap.ImageDamaged,
                $"{damage.Length - MaxDamageGaps} more such problems; the report lists each under problems");
        }

        int files = inventory.Problems.Count - damage.Length;
        if (files > 0)
        {
            string what = files == 1 ? "1 file" : $"{files} files";
            yield return new CoverageGap(
                CoverageGap.FilesUnreadable, $"{what} could not be read whole; the report lists each under problems");
        }
    }
}
