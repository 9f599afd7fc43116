namespace Skep.Packages.Binaries.Grafana;

/// <summary>The Grafana dashboards.</summary>
internal sealed class GrafanaClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("grafana", "grafana:grafana");

    public IReadOnlyList<string> Files { get; } = ["**/grafana", "**/grafana-server", "**/grafana-cli"];

    public IReadOnlyList<string> GoModules { get; } = ["github.com/grafana/grafana"];
}
