using System.Reflection;
using Skep.Core;

namespace Skep.Engine;

/// <summary>Turns an inventory into a report: judged packages, and how much could be judged.</summary>
internal sealed class ReportBuilder(TimeProvider time)
{
    private static readonly string Version =
        typeof(ReportBuilder).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "0";

    public ScanReport Build(ImageInventory inventory)
    {
        DateTimeOffset now = time.GetUtcNow();
        return new ScanReport
        {
            SkepVersion = Version.Split('+')[0],
            CreatedAt = now,
            Inventory = inventory,
            Coverage = new Coverage
            {
                Files = inventory.Layers.Sum(layer => layer.Statistics.Files),
                Bytes = inventory.Layers.Sum(layer => layer.Statistics.Bytes),
                Packages = Count(inventory),
                Gaps = [.. UnreadGaps(inventory)],
            },
        };
    }

    private static Dictionary<string, int> Count(ImageInventory inventory) => inventory.Packages
        .Where(package => !package.IsRemoved)
        .GroupBy(package => package.Package.Ecosystem.Value, StringComparer.Ordinal)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    private static IEnumerable<CoverageGap> UnreadGaps(ImageInventory inventory)
    {
        if (inventory.Problems.Count > 0)
        {
            string what = inventory.Problems.Count == 1 ? "1 file" : $"{inventory.Problems.Count} files";
            yield return new CoverageGap(
                "image/unreadable", $"{what} could not be read whole; the report lists each under problems");
        }
    }
}
