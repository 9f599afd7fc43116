using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.Runtime;

/// <summary>Whether a container of the image can tell that it works.</summary>
internal sealed class HealthCheckCheck : ConfigCheck
{
    public static readonly ConfigRule Missing = new("config/runtime/no-healthcheck", Severity.Low, "No health check")
    {
        Description = "Without HEALTHCHECK Docker and Swarm take a hung process for a working one. Kubernetes has "
            + "probes "
            + "of its own and does not look at it.",
        Advice = "Add HEALTHCHECK CMD with a command that fails when the service does not answer.",
        References = References.Cis(6, "trivy DS-0026"),
    };

    public override string Id => "config/runtime/healthcheck";

    public override IReadOnlyList<ConfigRule> Rules => [Missing];

    protected override IEnumerable<Sighting> Judge(ImageInventory image, IFileTree files) =>
        image.Configuration switch
        {
            { HealthCheck: ["NONE", ..] } configuration =>
            [
                Missing.Sight("HEALTHCHECK NONE switches the base's health check off.") with
                {
                    HistoryIndex = configuration.Last("HEALTHCHECK"),
                },
            ],
            { HealthCheck.Count: 0 } => [Missing.Sight("The image has no HEALTHCHECK.")],
            _ => [],
        };
}
