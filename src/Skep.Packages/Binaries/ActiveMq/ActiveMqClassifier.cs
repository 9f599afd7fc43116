namespace Skep.Packages.Binaries.ActiveMq;

/// <summary>The ActiveMQ broker, by its main jar.</summary>
internal sealed class ActiveMqClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("activemq", "apache:activemq");

    public IReadOnlyList<string> Files { get; } = ["**/lib/activemq-broker-*.jar"];

    public IReadOnlyList<VersionPattern> PathMarks { get; } = VersionPattern.All("/activemq-broker-<n.n.n>.jar");

    public bool IsElf => false;
}
