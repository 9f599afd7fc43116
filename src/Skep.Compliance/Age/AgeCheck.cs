using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.Age;

/// <summary>When the image was built.</summary>
/// <remarks>Policies have days of their own; these are for whoever has none.</remarks>
internal sealed class AgeCheck(DateTimeOffset now) : ConfigCheck
{
    /// <summary>Half a year: two of the quarterly rebuilds that most base images see were missed.</summary>
    private const int AgingDays = 180;

    /// <summary>A year: nothing in it got a fix for longer than most distributions' minor releases live.</summary>
    private const int OldDays = 365;

    /// <summary>What clocks may differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromDays(1);

    // Reproducible builds write 0, 1980 (zip's first day) or a day that is the same for all.
    private static readonly DateTimeOffset Plausible = new(2013, 3, 20, 0, 0, 0, TimeSpan.Zero);

    private static readonly ConfigRule Aging = new("config/age/aging", Severity.Negligible, "Image is half a year old")
    {
        Description = "What was installed when the image was built has had no fixes since.",
        Advice = "Build it again without cache: docker build --pull --no-cache.",
    };

    private static readonly ConfigRule Old = new("config/age/old", Severity.Low, "Image is over a year old")
    {
        Description = "What was installed when the image was built has had no fixes for over a year.",
        Advice = "Build it again without cache: docker build --pull --no-cache.",
    };

    private static readonly ConfigRule Future = new("config/age/future", Severity.Low, "Image is from the future")
    {
        Description = "The creation date lies ahead: a clock was wrong, or the date was made up. Rules on age do not "
            + "hold for such an image.",
        Advice = "Set the builder's clock, or leave the date to the builder.",
    };

    private static readonly ConfigRule Unknown = new("config/age/unknown", Severity.Negligible,
        "Image has no real date")
    {
        Description = "Reproducible builds leave the creation date out or fix it, so the image's age cannot be judged.",
        Advice = "Set SOURCE_DATE_EPOCH to the date of the commit.",
        References = ["https://reproducible-builds.org/docs/source-date-epoch/"],
    };

    public override string Id => "config/age";

    public override IReadOnlyList<ConfigRule> Rules => [Aging, Old, Future, Unknown];

    protected override IEnumerable<Sighting> Judge(ImageInventory image, IFileTree files)
    {
        if (image.Image.Kind != "image" || image.Configuration is null)
        {
            return [];
        }

        if (image.Image.Created is not { } created || created < Plausible)
        {
            return [Unknown.Sight("The image's configuration has no real creation date.")];
        }

        TimeSpan age = now - created;
        if (age < -Skew)
        {
            return [Future.Sight($"The image says it was created on {created:yyyy-MM-dd}, {Days(-age)} from now.")];
        }

        ConfigRule? rule = age.TotalDays >= OldDays ? Old : age.TotalDays >= AgingDays ? Aging : null;
        return rule is null ? [] : [rule.Sight($"The image was created on {created:yyyy-MM-dd}, {Days(age)} ago.")];
    }

    private static string Days(TimeSpan age) => Names.Count((int)age.TotalDays, "day");
}
