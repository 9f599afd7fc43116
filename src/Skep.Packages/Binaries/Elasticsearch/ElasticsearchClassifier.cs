namespace Skep.Packages.Binaries.Elasticsearch;

/// <summary>The Elasticsearch server, by its main jar.</summary>
internal sealed class ElasticsearchClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("elasticsearch", "elastic:elasticsearch");

    public IReadOnlyList<string> Files { get; } = ["**/lib/elasticsearch-*.jar"];

    public IReadOnlyList<VersionPattern> PathMarks { get; } = VersionPattern.All("/lib/elasticsearch-<n.n.n~>.jar");

    public bool IsElf => false;
}
