using Skep.Compliance.Dockerfiles;
using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.Build;

/// <summary>Judges the history of an image as the Dockerfile it came from.</summary>
internal sealed class HistoryCheck : ConfigCheck
{
    /// <summary>A history of more is made up, and a report of more is not read.</summary>
    private const int MaxFindings = 1000;

    public override string Id => "config/build";

    public override IReadOnlyList<ConfigRule> Rules => [.. BuildChecks.All.SelectMany(check => check.Rules)];

    protected override IEnumerable<Sighting> Judge(ImageInventory image, IFileTree files)
    {
        if (image.Configuration is not { History.Count: > 0 } configuration)
        {
            return [];
        }

        ImageBuild build = ImageBuild.Of(configuration);
        return BuildChecks.All.SelectMany(check => check.Judge(build)).Take(MaxFindings).Select(Sight);
    }

    private static Sighting Sight(BuildHit hit)
    {
        string text = Readable.Of(hit);
        return hit.Rule.Sight(hit.Message) with
        {
            Severity = hit.Severity ?? hit.Rule.Severity,
            Subject = hit.Subject,
            HistoryIndex = hit.At.HistoryIndex,
            LayerIndex = hit.At.LayerIndex,
            Evidence = [new Evidence(0, text.Length, 0, text)],
        };
    }
}
