using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.Runtime;

/// <summary>What an image makes others do that are built on it.</summary>
internal sealed class TriggerCheck : ConfigCheck
{
    private static readonly ConfigRule Trigger = new(
        "config/runtime/onbuild", Severity.Negligible, "ONBUILD runs in other builds")
    {
        Description = "Whoever writes FROM this image runs these instructions without seeing them.",
        Advice = "Remove ONBUILD from images that are run; keep it, documented, in images that are only built on.",
    };

    public override string Id => "config/runtime/onbuild";

    public override IReadOnlyList<ConfigRule> Rules => [Trigger];

    protected override IEnumerable<Sighting> Judge(ImageInventory image, IFileTree files)
    {
        if (image.Configuration is { OnBuild.Count: > 0 } configuration)
        {
            IEnumerable<string> keywords = configuration.OnBuild.Select(trigger => trigger.Trim().Split(' ')[0]);
            yield return Trigger.Sight($"ONBUILD keeps {Names.List(keywords)} for later builds.") with
            {
                HistoryIndex = configuration.Last("ONBUILD"),
            };
        }
    }
}
