using Skep.Core;
using Skep.Reports.Text;

namespace Skep.Reports.Difference;

/// <summary>Compares what containers of two images are, run and may do.</summary>
internal static class CapabilityChanges
{
    /// <summary>Of no use to compare: what they are for is found elsewhere.</summary>
    private static readonly string[] LeftOut = [TraitKinds.LargeFile];

    public static IReadOnlyList<CapabilityChange> Between(ImageInventory before, ImageInventory after)
    {
        var changes = new List<CapabilityChange>();
        (string Kind, string? Before, string? After)[] values =
        [
            ("base", before.Base?.Name, after.Base?.Name),
            ("system", System(before), System(after)),
            ("platform", before.Image.Platform, after.Image.Platform),
            ("user", User(before), User(after)),
            ("entrypoint", Line(before, c => c.Entrypoint), Line(after, c => c.Entrypoint)),
            ("command", Line(before, c => c.Command), Line(after, c => c.Command)),
            ("health check", Line(before, c => c.HealthCheck), Line(after, c => c.HealthCheck)),
        ];
        changes.AddRange(values
            .Select(value => new CapabilityChange(value.Kind, Given(value.Before), Given(value.After)))
            .Where(change => change.Before != change.After));
        Compare(changes, "port", List(before, c => c.ExposedPorts), List(after, c => c.ExposedPorts));
        Compare(changes, "volume", List(before, c => c.Volumes), List(after, c => c.Volumes));
        Compare(changes, "variable", List(before, Variables), List(after, Variables));
        Compare(changes, Files(before), Files(after));
        Compare(changes, Traits(before), Traits(after));
        return changes;
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string? System(ImageInventory inventory) =>
        inventory.Distribution is { } distribution ? ReportWords.Of(distribution) : null;

    // Nobody named is root, and that is what a reader has to know.
    private static string? User(ImageInventory inventory) =>
        inventory.Configuration is not { } configuration ? null
        : configuration.User.Length == 0 ? "root"
        : configuration.User;

    private static string? Line(ImageInventory inventory, Func<ImageConfiguration, IReadOnlyList<string>> words) =>
        inventory.Configuration is { } configuration ? string.Join(' ', words(configuration)) : null;

    private static IReadOnlyList<string> List(
        ImageInventory inventory, Func<ImageConfiguration, IReadOnlyList<string>> list) =>
        inventory.Configuration is { } configuration ? list(configuration) : [];

    // Names and never values: those change with every build, and may be secret.
    private static IReadOnlyList<string> Variables(ImageConfiguration configuration) =>
        [.. configuration.Environment.Select(variable => variable.Split('=', 2)[0])];

    private static IEnumerable<CapabilityChange> Files(ImageInventory inventory) =>
        from file in inventory.SpecialFiles
        where !file.IsRemoved
        from kind in Kinds(file.What)
        let owner = file.OwnedBy is null ? string.Empty : $" ({file.OwnedBy})"
        select new CapabilityChange(kind, null, $"{file.What.Path}{owner}") { Location = file.What.Path.ToString() };

    private static IEnumerable<string> Kinds(SpecialFile file)
    {
        if (file.IsSetUser)
        {
            yield return "setuid";
        }

        if (file.IsSetGroup)
        {
            yield return "setgid";
        }

        if (file.Capabilities is not null)
        {
            yield return "file capability";
        }

        if (file.IsWorldWritable)
        {
            yield return "world-writable";
        }
    }

    private static IEnumerable<CapabilityChange> Traits(ImageInventory inventory) =>
        inventory.Traits
            .Where(trait => !trait.IsRemoved && !LeftOut.Contains(trait.What.Kind))
            .Select(trait => new CapabilityChange(trait.What.Kind, null, trait.What.Name)
            {
                Location = trait.What.Location,
            });

    private static void Compare(
        List<CapabilityChange> changes, string kind, IReadOnlyList<string> before, IReadOnlyList<string> after) =>
        Compare(
            changes,
            before.Select(text => new CapabilityChange(kind, null, text)),
            after.Select(text => new CapabilityChange(kind, null, text)));

    private static void Compare(
        List<CapabilityChange> changes, IEnumerable<CapabilityChange> before, IEnumerable<CapabilityChange> after)
    {
        HashSet<CapabilityChange> left = [.. before];
        HashSet<CapabilityChange> right = [.. after];
        changes.AddRange(left.Where(change => !right.Contains(change))
            .Select(change => change with { Before = change.After, After = null })
            .Concat(right.Where(change => !left.Contains(change)))
            .OrderBy(change => change.Kind, StringComparer.Ordinal)
            .ThenBy(change => change.After is null)
            .ThenBy(change => change.After ?? change.Before, StringComparer.Ordinal)
            .ThenBy(change => change.Location, StringComparer.Ordinal));
    }
}
