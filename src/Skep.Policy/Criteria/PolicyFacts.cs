using Skep.Core;
using Skep.Policy.Matching;

namespace Skep.Policy.Criteria;

/// <summary>What a policy judges: a report, on the day the report was made.</summary>
/// <remarks>The day is the report's, so that a stored report is judged again to the same end.</remarks>
internal sealed class PolicyFacts(ScanReport report)
{
    /// <summary>What builders that leave times out write in place of one: years before containers.</summary>
    private const int FirstYear = 2010;

    public ScanReport Report { get; } = report;

    public ImageIdentity Image => Report.Inventory.Image;

    public ImageConfiguration? Configuration => Report.Inventory.Configuration;

    public BaseImage? Base => Report.Inventory.Base;

    public ImageNames Names { get; } = new(report.Inventory.Image);

    public DateTimeOffset? Created => Image.Created is { Year: >= FirstYear } created ? created : null;

    public IReadOnlyDictionary<string, string> Labels =>
        Configuration is { Labels.Count: > 0 } configuration ? configuration.Labels : Image.Labels;

    /// <summary>Whole days from then to the scan; negative for a time to come.</summary>
    public int DaysSince(DateTimeOffset then) => (int)Math.Floor((Report.CreatedAt - then).TotalDays);
}

/// <summary>Who brought a thing into the image.</summary>
internal enum LayerOrigin
{
    Base,
    Added,

    /// <summary>No base image is known.</summary>
    Unknown,
}

/// <summary>What criteria select: a finding, or a package.</summary>
internal readonly record struct Thing(PolicyFacts Facts, Finding? Finding, ImagePackage? Package)
{
    public VulnerabilityFinding? Vulnerability => Finding as VulnerabilityFinding;

    public Sighting? Sighting => (Finding as RuleFinding)?.Sighting;

    public string Location => Finding?.Location ?? Package!.Package.Location;

    public bool IsRemoved => Finding?.IsRemoved ?? Package!.IsRemoved;

    public LayerOrigin Origin => (Finding?.IsFromBase ?? Facts.Base?.Has(Finding is null
            ? Package!.LayerIndex
            : Finding.LayerIndex)) switch
    {
        true => LayerOrigin.Base,
        false => LayerOrigin.Added,
        null => LayerOrigin.Unknown,
    };

    public static Thing Of(Finding finding, PolicyFacts facts) =>
        new(facts, finding, (finding as VulnerabilityFinding)?.Package);
}
