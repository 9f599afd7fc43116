using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.Age;

/// <summary>Whether the image's distribution release still gets fixes.</summary>
internal sealed class SupportCheck(DateTimeOffset now, DateOnly? endOfLife) : ConfigCheck
{
    /// <summary>A quarter: about what moving an application to another release takes.</summary>
    private const int SoonDays = 90;

    private static readonly ConfigRule Over = new(
        "config/age/end-of-life", Severity.High, "Distribution gets no fixes any more")
    {
        Description = "Vulnerabilities found since then are not fixed for this release, and often not even published "
            + "for it: a scan that finds little proves little.",
        Advice = "Build upon a release that is supported.",
        References = References.Cis(4, "https://cwe.mitre.org/data/definitions/1104.html"),
    };

    private static readonly ConfigRule Soon = new(
        "config/age/end-of-life-soon", Severity.Low, "Distribution soon gets no fixes any more")
    {
        Description = "The release's support ends within a quarter.",
        Advice = "Plan the move to the next release.",
        References = References.Cis(4),
    };

    public override string Id => "config/age/support";

    public override IReadOnlyList<ConfigRule> Rules => [Over, Soon];

    protected override IEnumerable<Sighting> Judge(ImageInventory image, IFileTree files)
    {
        if (endOfLife is not { } end || image.Distribution is not { } distribution)
        {
            return [];
        }

        int left = end.DayNumber - DateOnly.FromDateTime(now.UtcDateTime).DayNumber;
        string name = distribution.PrettyName.Length > 0
            ? distribution.PrettyName
            : $"{distribution.Id} {distribution.VersionId}";
        string? message = left switch
        {
            < 0 => $"{name} has had no fixes since {end:yyyy-MM-dd}, for {Names.Count(-left, "day")}.",
            <= SoonDays => $"{name} gets no fixes after {end:yyyy-MM-dd}, in {Names.Count(left, "day")}.",
            _ => null,
        };
        ConfigRule rule = left < 0 ? Over : Soon;
        return message is null ? [] : [rule.Sight(message) with { CheckCommand = "cat /etc/os-release" }];
    }
}
