namespace Skep.Packages.Binaries.Cassandra;

/// <summary>The Cassandra database, by its main jar.</summary>
internal sealed class CassandraClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("cassandra", "apache:cassandra");

    public IReadOnlyList<string> Files { get; } = ["**/apache-cassandra-*.jar"];

    public IReadOnlyList<VersionPattern> PathMarks { get; } = VersionPattern.All("/apache-cassandra-<n.n[.n]~>.jar");

    public bool IsElf => false;
}
