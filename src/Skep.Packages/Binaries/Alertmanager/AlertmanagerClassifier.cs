namespace Skep.Packages.Binaries.Alertmanager;

/// <summary>The Prometheus Alertmanager.</summary>
internal sealed class AlertmanagerClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("alertmanager", "prometheus:alertmanager");

    public IReadOnlyList<string> Files { get; } = ["**/alertmanager", "**/amtool"];

    public IReadOnlyList<string> GoModules { get; } = ["github.com/prometheus/alertmanager"];
}
