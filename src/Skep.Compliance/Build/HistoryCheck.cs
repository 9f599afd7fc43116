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
        IEnumerable<LinedSighting> sightings =
            BuildChecks.All.SelectMany(check => check.Judge(build)).Select(BuildSightings.Of);
        return BuildSightings.Numbered(sightings).Take(MaxFindings).Select(lined => lined.Sighting);
    }
}
