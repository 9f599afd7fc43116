using System.Globalization;
using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.Files;

/// <summary>Large files that an image carries more than once, in one layer or in several.</summary>
internal sealed class DuplicateCheck : ConfigCheck
{
    /// <summary>Less is not worth a word in images of hundreds of megabytes.</summary>
    private static readonly ByteSize Worth = ByteSize.Mebibytes(10);

    private const int MaxFindings = 20;

    private static readonly ConfigRule Duplicate = new(
        "config/files/duplicate", Severity.Negligible, "Large file is there more than once")
    {
        Description = "Copies of a file, or the same file touched again in a later layer, are all stored and pulled.",
        Advice = "Copy it once (COPY --chown, --chmod), link the second name, or remove it in the layer that made it.",
    };

    public override string Id => "config/files/duplicates";

    public override IReadOnlyList<ConfigRule> Rules => [Duplicate];

    protected override IEnumerable<Sighting> Judge(ImageInventory image, IFileTree files) =>
        image.Traits
            .Where(trait => trait.What.Kind == TraitKinds.LargeFile)
            .GroupBy(trait => trait.What.Name, StringComparer.Ordinal)
            .Select(same => (Size: SizeOf(same.Key), Copies: Copies(same)))
            .Where(same => same.Copies.Length > 1 && same.Size > 0
                && same.Size > Worth.Bytes / (same.Copies.Length - 1))
            .OrderByDescending(same => same.Size)
            .ThenBy(same => same.Copies[0].What.Location, StringComparer.Ordinal)
            .Take(MaxFindings)
            .Select(same => Sight(same.Size, same.Copies));

    private static Placed<Trait>[] Copies(IEnumerable<Placed<Trait>> same) =>
    [
        .. same
            .DistinctBy(trait => (trait.What.Location, trait.LayerIndex))
            .OrderBy(trait => trait.LayerIndex)
            .ThenBy(trait => trait.What.Location, StringComparer.Ordinal),
    ];

    private static Sighting Sight(long size, Placed<Trait>[] copies)
    {
        string[] paths = [.. copies.Select(copy => "/" + copy.What.Location).Distinct(StringComparer.Ordinal)];
        string where = paths.Length == 1
            ? $"{paths[0]} is in {copies.Length} layers" : $"{Names.List(paths)} are the same";
        return Duplicate.Sight($"{where}: {new ByteSize(size)} each.") with
        {
            Location = copies[^1].What.Location,
            LayerIndex = copies[^1].LayerIndex,
        };
    }

    private static long SizeOf(string name) =>
        long.TryParse(name.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out long size) ? size : 0;
}
