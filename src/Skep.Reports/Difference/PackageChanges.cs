using Skep.Core;
using Skep.Reports.Table;

namespace Skep.Reports.Difference;

/// <summary>Compares what packages two images have, whatever their place.</summary>
internal static class PackageChanges
{
    public static IReadOnlyList<PackageChange> Between(
        ImageInventory before, ImageInventory after, Func<EcosystemId, IVersionOrder?> orders)
    {
        Dictionary<(EcosystemId, string), string[]> left = Versions(before);
        Dictionary<(EcosystemId, string), string[]> right = Versions(after);
        return
        [
            .. left.Keys.Union(right.Keys)
                .SelectMany(key => Of(
                    key,
                    [.. left.GetValueOrDefault(key, []).Except(right.GetValueOrDefault(key, []))],
                    [.. right.GetValueOrDefault(key, []).Except(left.GetValueOrDefault(key, []))],
                    orders(key.Item1)))
                .OrderBy(change => change.Kind)
                .ThenBy(change => change.Ecosystem.Value, StringComparer.Ordinal)
                .ThenBy(change => change.Name, StringComparer.Ordinal)
                .ThenBy(change => change.Before ?? change.After ?? string.Empty, ReadingOrder.Instance),
        ];
    }

    private static Dictionary<(EcosystemId, string), string[]> Versions(ImageInventory inventory) =>
        inventory.Packages
            .Where(package => !package.IsRemoved)
            .GroupBy(package => (package.Package.Ecosystem, package.Package.Name))
            .ToDictionary(
                group => group.Key,
                group => group.Select(package => package.Package.Version)
                    .Distinct(StringComparer.Ordinal)
                    .Order(ReadingOrder.Instance)
                    .ToArray());

    // Several versions of one package, as npm has them, are paired lowest with lowest.
    private static IEnumerable<PackageChange> Of(
        (EcosystemId Ecosystem, string Name) key, string[] gone, string[] come, IVersionOrder? order)
    {
        int pairs = Math.Min(gone.Length, come.Length);
        for (int i = 0; i < pairs; i++)
        {
            yield return new PackageChange(Kind(gone[i], come[i], order), key.Ecosystem, key.Name, gone[i], come[i]);
        }

        foreach (string version in gone.Skip(pairs))
        {
            yield return new PackageChange(PackageChangeKind.Removed, key.Ecosystem, key.Name, version, null);
        }

        foreach (string version in come.Skip(pairs))
        {
            yield return new PackageChange(PackageChangeKind.Added, key.Ecosystem, key.Name, null, version);
        }
    }

    private static PackageChangeKind Kind(string before, string after, IVersionOrder? order)
    {
        int compared = order is null ? ReadingOrder.Instance.Compare(before, after)
            : order.TryCompare(before, after, out int result) ? result
            : 0;
        return compared < 0 ? PackageChangeKind.Upgraded
            : compared > 0 ? PackageChangeKind.Downgraded
            : PackageChangeKind.Changed;
    }
}
