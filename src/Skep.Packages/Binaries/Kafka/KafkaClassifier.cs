namespace Skep.Packages.Binaries.Kafka;

/// <summary>The Kafka broker, by its main jar, which names the Scala version first.</summary>
internal sealed class KafkaClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("kafka", "apache:kafka");

    public IReadOnlyList<string> Files { get; } = ["**/libs/kafka_*.jar"];

    public IReadOnlyList<VersionPattern> PathMarks { get; } = VersionPattern.All("/libs/kafka_<...>-<n.n.n>.jar");

    public bool IsElf => false;
}
