namespace Skep.Packages.Binaries.Prometheus;

/// <summary>The Prometheus monitoring system.</summary>
internal sealed class PrometheusClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("prometheus", "prometheus:prometheus");

    public IReadOnlyList<string> Files { get; } = ["**/prometheus", "**/promtool"];

    public IReadOnlyList<string> GoModules { get; } = ["github.com/prometheus/prometheus"];
}
