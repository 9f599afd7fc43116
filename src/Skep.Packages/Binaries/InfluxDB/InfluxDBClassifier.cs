namespace Skep.Packages.Binaries.InfluxDB;

/// <summary>The InfluxDB database.</summary>
internal sealed class InfluxDBClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("influxdb", "influxdata:influxdb");

    public IReadOnlyList<string> Files { get; } = ["**/influxd", "**/influx"];

    public IReadOnlyList<string> GoModules { get; } = ["github.com/influxdata/influxdb"];
}
