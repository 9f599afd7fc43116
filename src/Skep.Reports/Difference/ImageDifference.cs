using Skep.Core;
using Skep.Reports.Text;

namespace Skep.Reports.Difference;

/// <summary>What two scans do not have in common.</summary>
public sealed record ImageDifference
{
    public required ScanReport Before { get; init; }

    public required ScanReport After { get; init; }

    public IReadOnlyList<PackageChange> Packages { get; init; } = [];

    /// <summary>In the second only; most severe first.</summary>
    public IReadOnlyList<Finding> New { get; init; } = [];

    /// <summary>In the first only: gone, whether fixed or taken out.</summary>
    public IReadOnlyList<Finding> Fixed { get; init; } = [];

    /// <summary>In both, as the second has them.</summary>
    public IReadOnlyList<Finding> Still { get; init; } = [];

    /// <summary>What containers of the image can do, are, or run.</summary>
    public IReadOnlyList<CapabilityChange> Capabilities { get; init; } = [];

    /// <summary>Layers of one and not of the other; those of the first come first.</summary>
    public IReadOnlyList<LayerChange> Layers { get; init; } = [];

    /// <summary>Bytes of all layers, unpacked.</summary>
    public long BytesBefore { get; init; }

    public long BytesAfter { get; init; }

    /// <summary>What either scan could not judge: a finding may be new or gone because of that only.</summary>
    public IReadOnlyList<string> Unjudged { get; init; } = [];

    /// <param name="before">The older of the two, as a rule.</param>
    /// <param name="orders">
    /// How an ecosystem orders its versions, which tells upgrades from downgrades; without, versions are read as people
    /// read them.
    /// </param>
    public static ImageDifference Between(
        ScanReport before, ScanReport after, Func<EcosystemId, IVersionOrder?>? orders = null)
    {
        Dictionary<string, Finding> left = FindingKeys.Of(before);
        Dictionary<string, Finding> right = FindingKeys.Of(after);
        return new ImageDifference
        {
            Before = before,
            After = after,
            Packages = PackageChanges.Between(before.Inventory, after.Inventory, orders ?? (_ => null)),
            New = FindingKeys.Sorted(right.Where(pair => !left.ContainsKey(pair.Key))),
            Fixed = FindingKeys.Sorted(left.Where(pair => !right.ContainsKey(pair.Key))),
            Still = FindingKeys.Sorted(right.Where(pair => left.ContainsKey(pair.Key))),
            Capabilities = CapabilityChanges.Between(before.Inventory, after.Inventory),
            Layers = LayerChanges.Between(before.Inventory, after.Inventory),
            BytesBefore = Bytes(before.Inventory),
            BytesAfter = Bytes(after.Inventory),
            Unjudged = [.. Gaps(before).Concat(Gaps(after)), .. Unlike(before.Coverage, after.Coverage)],
        };
    }

    // A stored report may claim any sizes, also such as do not add up to a number.
    private static long Bytes(ImageInventory inventory) => (long)Math.Min(
        long.MaxValue / 2, inventory.Layers.Sum(layer => (double)Math.Max(0, layer.Statistics.Bytes)));

    private static IEnumerable<string> Gaps(ScanReport report) =>
        report.Coverage.Gaps.Select(gap => $"{report.Inventory.Image.Name}: {gap.Message}");

    private static IEnumerable<string> Unlike(Coverage before, Coverage after) =>
        before.Scanners.Except(after.Scanners).Concat(after.Scanners.Except(before.Scanners))
            .Select(scanner => $"only one of the two scans looked for {FindingWords.Of(scanner)}");
}

/// <summary>What became of a package.</summary>
public enum PackageChangeKind
{
    Added,
    Removed,
    Upgraded,
    Downgraded,

    /// <summary>Another version, of which nobody can say whether it is higher.</summary>
    Changed,
}

/// <summary>A package that is not the same in both images.</summary>
/// <param name="Before">Its version in the first; null where it is not.</param>
/// <param name="After">Its version in the second; null where it is not.</param>
public sealed record PackageChange(
    PackageChangeKind Kind, EcosystemId Ecosystem, string Name, string? Before, string? After);

/// <summary>Something an image is or can do that the other is not or cannot.</summary>
/// <param name="Kind">In a word or two: <c>setuid</c>, <c>port</c>, <c>user</c>.</param>
/// <param name="Before">As the first has it; null where it has not.</param>
/// <param name="After">As the second has it; null where it has not.</param>
public sealed record CapabilityChange(string Kind, string? Before, string? After)
{
    /// <summary>The file that shows it; empty for the configuration.</summary>
    public string Location { get; init; } = string.Empty;
}

/// <summary>A layer that only one of the images has.</summary>
public sealed record LayerChange(bool IsAdded, string Instruction, long Bytes);
